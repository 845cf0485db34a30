#include "ui/tasklist/quickaddline.h"

#include "schedule/dates.h"
#include "schedule/recurrence.h"
#include "ui/tasklist/tokencompleter.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;
using schedule::Token;
using schedule::TokenKind;

namespace {

QString chipText(const Token& token, QDate today)
{
    switch (token.kind) {
    case TokenKind::Date: return schedule::dueWords(QDate::fromString(token.value, Qt::ISODate), {}, today);
    case TokenKind::Time: return token.value;
    case TokenKind::Project: return u"#"_s + token.value;
    case TokenKind::Label: return u"@"_s + token.value;
    case TokenKind::Priority: return u"!"_s + token.value;
    case TokenKind::Stage: return u"/"_s + token.value;
    case TokenKind::Assignee: return u"+"_s + token.value;
    case TokenKind::Recurrence: return schedule::recurrenceWords(token.value);
    }
    return token.text;
}

} // namespace

QuickAddLine::QuickAddLine(VocabularySource vocabulary, const Theme& theme, QWidget* parent)
    : QFrame(parent)
    , m_vocabulary(std::move(vocabulary))
    , m_theme(theme)
    , m_line(new QLineEdit(this))
    , m_chipRow(new QHBoxLayout)
    , m_completer(new TokenCompleter(*m_line))
{
    setObjectName(u"quickAdd"_s);
    auto* plus = new QLabel(this);
    plus->setPixmap(theme.icon("list-add"_L1, Tone::Accent).pixmap(16, 16));
    m_line->setAccessibleName(tr("New task"));
    m_line->installEventFilter(this);
    setFocusProxy(m_line);
    m_chipRow->setSpacing(4);
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(12, 4, 8, 5);
    layout->setHorizontalSpacing(8);
    layout->setVerticalSpacing(2);
    layout->setColumnStretch(1, 1);
    layout->addWidget(plus, 0, 0);
    layout->addWidget(m_line, 0, 1);
    layout->addLayout(m_chipRow, 1, 1, Qt::AlignLeft); // below: the text keeps its room
    setMinimumHeight(38);
    setContext({});
    connect(m_line, &QLineEdit::textEdited, this, [this] {
        m_chipJustMade = false;
        takeTokens(Reach::Finished);
        m_completer->offer(m_vocabulary());
        Q_EMIT edited();
    });
    connect(m_line, &QLineEdit::returnPressed, this, &QuickAddLine::submit);
    connect(&theme, &Theme::schemeChanged, this, [this, plus] {
        plus->setPixmap(m_theme.icon("list-add"_L1, Tone::Accent).pixmap(16, 16));
        showChips();
    });
}

void QuickAddLine::setContext(const QString& where)
{
    const QString example = tr("Call Anna tomorrow 17:00 @phone !high");
    m_line->setPlaceholderText(where.isEmpty() ? tr("New task, for example: %1").arg(example)
                                               : tr("New task in %1, for example: %2").arg(where, example));
}

void QuickAddLine::start(const QString& text)
{
    if (!text.isEmpty())
        setText(text);
    m_line->setFocus(Qt::OtherFocusReason); // a shortcut's focus would select the text
}

void QuickAddLine::setText(const QString& text)
{
    m_line->setText(text);
    takeTokens(Reach::Finished);
}

QString QuickAddLine::text() const { return m_line->text(); }

QuickAddLine::Draft QuickAddLine::draft() const
{
    QStringList words { m_line->text().trimmed() };
    for (const Token& chip : m_chips)
        words.append(chip.text);
    words.removeAll(QString());
    return { words.join(u' '), QStringList(m_plain.begin(), m_plain.end()) };
}

void QuickAddLine::setDraft(const Draft& draft)
{
    clear();
    m_plain = QSet<QString>(draft.plain.begin(), draft.plain.end());
    setText(draft.text.isEmpty() ? QString() : QString(draft.text + u' '));
}

void QuickAddLine::clear()
{
    m_line->clear();
    m_chips.clear();
    m_plain.clear();
    m_chipJustMade = false;
    showChips();
}

void QuickAddLine::takeTokens(Reach reach)
{
    QString line = m_line->text();
    qsizetype cursor = m_line->cursorPosition();
    std::vector<Token> tokens = schedule::findTokens(line, m_vocabulary());
    std::vector<Token> taken;
    for (auto token = tokens.rbegin(); token != tokens.rend(); ++token) {
        const qsizetype end = token->start + token->length;
        const bool finished = reach == Reach::Everything || (end < line.size() && end < cursor);
        if (!finished || m_plain.contains(token->text))
            continue;
        const qsizetype length = token->length + (end < line.size() ? 1 : 0); // and the space behind it
        line.remove(token->start, length);
        if (cursor > token->start)
            cursor = std::max(token->start, cursor - length);
        taken.insert(taken.begin(), *token);
    }
    if (taken.empty())
        return;
    m_line->setText(line);
    m_line->setCursorPosition(int(cursor));
    for (const Token& token : taken)
        addChip(token);
    showChips();
    m_chipJustMade = true;
}

void QuickAddLine::addChip(const Token& token)
{
    if (token.kind != TokenKind::Label)
        std::erase_if(m_chips, [&](const Token& chip) { return chip.kind == token.kind; });
    else
        std::erase_if(m_chips, [&](const Token& chip) { return chip.kind == token.kind && chip.value == token.value; });
    m_chips.push_back(token);
}

void QuickAddLine::showChips()
{
    while (QLayoutItem* item = m_chipRow->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const QDate today = m_vocabulary().today;
    const Colours& colours = m_theme.colours();
    for (size_t i = 0; i < m_chips.size(); ++i) {
        const QString text = chipText(m_chips[i], today);
        auto* chip = new QPushButton(text, this);
        const QColor tone = m_chips[i].kind == TokenKind::Label ? colours.label(m_chips[i].value) : colours.accent;
        chip->setStyleSheet(u"QPushButton { background: %1; color: %2; border: 1px solid transparent; border-radius: 6px; padding: 2px 7px; } "
                            "QPushButton:focus { border-color: %2; }"_s.arg(colours.chip(tone).name(), tone.name()));
        chip->setAccessibleName(tr("%1, press to turn it back into text").arg(text));
        chip->setToolTip(tr("Turn back into text"));
        chip->setFocusPolicy(Qt::TabFocus);
        connect(chip, &QPushButton::clicked, this, [this, i] { turnBack(i); });
        m_chipRow->addWidget(chip);
    }
}

void QuickAddLine::removeChip(size_t chip)
{
    m_chips.erase(m_chips.begin() + std::ptrdiff_t(chip));
    showChips();
}

void QuickAddLine::turnBack(size_t chip)
{
    const QString text = m_chips[chip].text;
    m_plain.insert(text);
    removeChip(chip);
    QString line = m_line->text();
    if (!line.isEmpty() && !line.endsWith(u' '))
        line.append(u' ');
    m_line->setText(line + text);
    m_line->setFocus();
    Q_EMIT edited();
}

void QuickAddLine::submit()
{
    takeTokens(Reach::Everything);
    const schedule::QuickAdd task = schedule::composeQuickAdd(m_line->text(), m_chips, m_vocabulary().today);
    if (task.title.isEmpty())
        return; // chips alone are no task; they stay for the title to come
    clear();
    Q_EMIT submitted(task);
}

bool QuickAddLine::onKey(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Backspace && !m_chips.empty() && !m_line->hasSelectedText()
        && (m_chipJustMade || m_line->cursorPosition() == 0)) {
        m_chipJustMade = false;
        turnBack(m_chips.size() - 1);
        return true;
    }
    if (event->key() == Qt::Key_Escape) {
        const bool leaves = m_escape == Escape::Leaves || (m_line->text().isEmpty() && m_chips.empty());
        if (m_escape == Escape::Clears)
            clear();
        if (leaves)
            Q_EMIT left();
        return true;
    }
    if (event->matches(QKeySequence::Paste)) {
        const auto lines = schedule::splitPaste(QApplication::clipboard()->text());
        if (lines.size() > 1) {
            Q_EMIT linesPasted(lines);
            return true;
        }
    }
    return false;
}

bool QuickAddLine::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_line && event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept(); // Escape first empties the line, then leaves it
        return true;
    }
    if (watched == m_line && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)) {
        setProperty("active", event->type() == QEvent::FocusIn);
        style()->unpolish(this);
        style()->polish(this);
    }
    if (watched == m_line && event->type() == QEvent::KeyPress && onKey(static_cast<QKeyEvent*>(event)))
        return true;
    return QFrame::eventFilter(watched, event);
}

} // namespace convoy::ui
