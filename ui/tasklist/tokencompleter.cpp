#include "ui/tasklist/tokencompleter.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLineEdit>
#include <QStringListModel>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

TokenCompleter::TokenCompleter(QLineEdit& line)
    : QObject(&line)
    , m_line(line)
    , m_names(new QStringListModel(this))
    , m_completer(new QCompleter(m_names, this))
{
    m_completer->setWidget(&line);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setFilterMode(Qt::MatchContains);
    m_completer->setMaxVisibleItems(8);
    m_completer->popup()->setAccessibleName(tr("Names that fit"));
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &TokenCompleter::take);
}

qsizetype TokenCompleter::wordStart() const
{
    const QString before = m_line.text().left(m_line.cursorPosition());
    return before.lastIndexOf(u' ') + 1;
}

void TokenCompleter::offer(const schedule::Vocabulary& words)
{
    const QString word = m_line.text().mid(wordStart(), m_line.cursorPosition() - wordStart());
    const QChar sign = word.isEmpty() ? QChar() : word.front();
    const QStringList names = sign == u'#' ? words.projects
        : sign == u'@'                     ? words.labels()
        : sign == u'/'                     ? words.stages
        : sign == u'+'                     ? words.people
                                           : QStringList();
    m_names->setStringList(names);
    m_completer->setCompletionPrefix(word.mid(1));
    const bool complete = m_completer->completionCount() == 1 && m_completer->currentCompletion().compare(word.mid(1), Qt::CaseInsensitive) == 0;
    if (names.isEmpty() || m_completer->completionCount() == 0 || complete) {
        m_completer->popup()->hide();
        return;
    }
    QRect place = m_line.inputMethodQuery(Qt::ImCursorRectangle).toRect();
    place.setWidth(260);
    m_completer->complete(place);
}

QStringList TokenCompleter::offered() const
{
    QStringList names;
    for (int row = 0; m_completer->popup()->isVisible() && row < m_completer->completionModel()->rowCount(); ++row)
        names.append(m_completer->completionModel()->index(row, 0).data().toString());
    return names;
}

void TokenCompleter::take(const QString& name)
{
    const qsizetype start = wordStart() + 1; // behind the sign
    m_line.setSelection(int(start), int(m_line.cursorPosition() - start));
    m_line.insert(QString(name).replace(u' ', u'-') + u' '); // as if typed: it becomes a chip
    Q_EMIT m_line.textEdited(m_line.text());
}

} // namespace convoy::ui
