#include "ui/welcome/importing.h"

#include <QHash>
#include <QRegularExpression>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

using Record = QStringList;

//! RFC 4180: fields in double quotes may hold separators, line ends and doubled quotes.
std::vector<Record> recordsOf(const QString& text, QChar separator)
{
    std::vector<Record> records;
    Record record;
    QString field;
    bool quoted = false;
    const auto endRecord = [&] {
        record.append(std::exchange(field, {}));
        if (record.size() > 1 || !record.front().trimmed().isEmpty())
            records.push_back(record);
        record.clear();
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (quoted) {
            if (c != u'"')
                field += c;
            else if (i + 1 < text.size() && text[i + 1] == u'"')
                field += text[++i];
            else
                quoted = false;
        } else if (c == u'"' && field.isEmpty()) {
            quoted = true;
        } else if (c == separator) {
            record.append(std::exchange(field, {}));
        } else if (c == u'\n') {
            endRecord();
        } else if (c != u'\r') {
            field += c;
        }
    }
    endRecord();
    return records;
}

enum class Part : quint8 { Title, Notes, Due, Priority, Labels };

QHash<Part, int> columnsOf(const Record& header)
{
    const QHash<QString, Part> names { { u"title"_s, Part::Title }, { u"task"_s, Part::Title }, { u"task name"_s, Part::Title },
        { u"name"_s, Part::Title }, { u"content"_s, Part::Title }, { u"subject"_s, Part::Title }, { u"summary"_s, Part::Title },
        { u"notes"_s, Part::Notes }, { u"note"_s, Part::Notes }, { u"description"_s, Part::Notes }, { u"due"_s, Part::Due },
        { u"due date"_s, Part::Due }, { u"due_date"_s, Part::Due }, { u"date"_s, Part::Due }, { u"deadline"_s, Part::Due },
        { u"priority"_s, Part::Priority }, { u"labels"_s, Part::Labels }, { u"label"_s, Part::Labels }, { u"tags"_s, Part::Labels } };
    QHash<Part, int> columns;
    for (int i = 0; i < header.size(); ++i) {
        const auto part = names.constFind(header[i].trimmed().toLower());
        if (part != names.constEnd() && !columns.contains(*part))
            columns.insert(*part, i);
    }
    return columns;
}

Priority priorityFrom(const QString& text)
{
    const QString word = text.trimmed().toLower();
    if (word == "high"_L1 || word == "urgent"_L1)
        return Priority::High;
    if (word == "medium"_L1 || word == "normal"_L1)
        return Priority::Medium;
    return word == "low"_L1 ? Priority::Low : Priority::None;
}

QDate dateFrom(const QString& text, const schedule::Vocabulary& vocabulary)
{
    const QDate iso = QDate::fromString(text.trimmed().left(10), Qt::ISODate);
    return iso.isValid() ? iso : schedule::parseQuickAdd(text.trimmed(), vocabulary).due;
}

std::vector<items::NewTask> fromTable(const std::vector<Record>& records, const QHash<Part, int>& columns, const schedule::Vocabulary& vocabulary)
{
    std::vector<items::NewTask> tasks;
    for (size_t i = 1; i < records.size(); ++i) {
        const auto value = [&](Part part) { return records[i].value(columns.value(part, -1)).trimmed(); };
        items::NewTask task;
        task.title = value(Part::Title).simplified();
        task.description = value(Part::Notes);
        task.priority = priorityFrom(value(Part::Priority));
        for (QString label : value(Part::Labels).split(QRegularExpression(u"[,;|]"_s), Qt::SkipEmptyParts)) {
            if (label = label.trimmed(); !label.isEmpty())
                task.labels.append(label);
        }
        const QString due = value(Part::Due);
        task.dueDate = dateFrom(due, vocabulary);
        if (!due.isEmpty() && !task.dueDate.isValid()) // kept where it can be seen
            task.description = QStringList { task.description, due }.join(task.description.isEmpty() ? QString() : u"\n\n"_s);
        if (!task.title.isEmpty())
            tasks.push_back(std::move(task));
    }
    return tasks;
}

std::vector<items::NewTask> fromLines(const QString& text, const schedule::Vocabulary& vocabulary)
{
    std::vector<items::NewTask> tasks;
    std::vector<int> parents; // the latest task at each depth
    for (const schedule::PastedLine& line : schedule::splitPaste(text)) {
        const schedule::QuickAdd understood = schedule::parseQuickAdd(line.text, vocabulary);
        items::NewTask task;
        task.title = understood.title.isEmpty() ? line.text : understood.title;
        task.dueDate = understood.due;
        task.dueTime = understood.time;
        task.labels = understood.labels;
        task.priority = understood.priority;
        parents.resize(size_t(line.depth));
        if (line.depth > 0)
            task.parentInList = parents.back();
        parents.push_back(int(tasks.size()));
        tasks.push_back(std::move(task));
    }
    return tasks;
}

} // namespace

std::vector<items::NewTask> importedTasks(const QString& text, const schedule::Vocabulary& vocabulary)
{
    const QString header = text.section(u'\n', 0, 0);
    for (const QChar separator : { u'\t', u';', u',' }) {
        if (!header.contains(separator))
            continue;
        const auto records = recordsOf(text, separator);
        const auto columns = columnsOf(records.empty() ? Record() : records.front());
        if (columns.contains(Part::Title) && records.size() > 1)
            return fromTable(records, columns, vocabulary);
    }
    return fromLines(text, vocabulary);
}

} // namespace convoy::ui
