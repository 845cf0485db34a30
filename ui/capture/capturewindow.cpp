#include "ui/capture/capturewindow.h"

#include "items/workbench.h"
#include "schedule/dates.h"
#include "ui/capture/capturing.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QDateTime>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QScreen>
#include <QSettings>
#include <QStyle>
#include <QTimer>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto draftsSetting = "capture/drafts"_L1;
constexpr int readingTime = 1600; // milliseconds for "Saved"

QString written(const QuickAddLine::Draft& draft) { return (QStringList { draft.text } + draft.plain).join(u'\n'); }

QuickAddLine::Draft readDraft(const QString& text)
{
    QStringList lines = text.split(u'\n');
    const QString line = lines.takeFirst();
    return { line, lines };
}

} // namespace

CaptureWindow::CaptureWindow(const Collaborators& with, QWidget* parent)
    : QWidget(parent, Qt::Dialog | Qt::WindowTitleHint | Qt::WindowCloseButtonHint | Qt::WindowStaysOnTopHint)
    , m_with(with)
    , m_line(new QuickAddLine([this] { return vocabularyFor(m_with.workbench.catalog(), today(), {}); }, with.theme, this))
    , m_mark(new QLabel(this))
    , m_words(new QLabel(this))
    , m_leave(new QTimer(this))
{
    setWindowTitle(tr("New task"));
    setAttribute(Qt::WA_QuitOnClose, false); // whether the program goes on is decided by who opened it
    setAutoFillBackground(true);
    m_line->setEscape(QuickAddLine::Escape::Leaves);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    m_mark->setFixedSize(16, 16);
    auto* below = new QHBoxLayout;
    below->setContentsMargins(4, 0, 4, 0);
    below->setSpacing(8);
    below->addWidget(m_mark, 0, Qt::AlignTop);
    below->addWidget(m_words, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 12);
    layout->setSpacing(10);
    layout->addWidget(m_line);
    layout->addLayout(below);
    setFixedWidth(620);
    m_leave->setSingleShot(true);
    m_leave->setInterval(readingTime);
    connect(m_leave, &QTimer::timeout, this, &QWidget::close);
    connect(m_line, &QuickAddLine::left, this, &QWidget::close);
    connect(m_line, &QuickAddLine::edited, this, [this] {
        m_leave->stop();
        m_shown = m_line->draft();
        remember();
        say(Says::Hint, {});
    });
    connect(m_line, &QuickAddLine::submitted, this,
        [this](const schedule::QuickAdd& task) { save({ taskOf(task, m_with.workbench.catalog(), {}) }, std::exchange(m_shown, {})); });
    connect(m_line, &QuickAddLine::linesPasted, this, // what stands in the line stays there; the clipboard keeps the rest
        [this](const std::vector<schedule::PastedLine>& lines) { save(tasksOf(lines, {}), {}); });
    connect(&with.workbench, &items::Workbench::failed, this, &CaptureWindow::onFailed);
    for (const QString& draft : with.settings.value(draftsSetting).toStringList())
        m_waiting.push_back(readDraft(draft));
    say(Says::Hint, {});
}

QDate CaptureWindow::today() const { return QDateTime::fromMSecsSinceEpoch(m_with.clock.wallMicros() / 1000).date(); }

QString CaptureWindow::words() const { return m_words->text(); }

void CaptureWindow::open(const QString& text)
{
    m_leave->stop();
    const bool written = isVisible() && !m_shown.text.isEmpty();
    if (!text.isEmpty()) {
        if (written)
            m_waiting.push_back(m_shown);
        m_shown = { text, {} };
    } else if (!written && !m_waiting.empty()) {
        m_shown = m_waiting.back();
        m_waiting.pop_back();
    }
    m_line->setDraft(m_shown);
    remember();
    say(Says::Hint, {});
    fitHeight();
    if (const QScreen* screen = QGuiApplication::primaryScreen(); screen && !isVisible()) {
        const QRect room = screen->availableGeometry();
        move(room.center().x() - width() / 2, room.top() + room.height() / 4);
    }
    show();
    raise();
    activateWindow();
    m_line->start();
}

//! The draft of a window that was closed or killed is the first to come back.
void CaptureWindow::remember()
{
    QStringList drafts;
    for (const auto& draft : m_waiting)
        drafts.append(written(draft));
    if (m_saving)
        drafts.append(written(*m_saving));
    if (!m_shown.text.isEmpty())
        drafts.append(written(m_shown));
    if (drafts.isEmpty())
        m_with.settings.remove(draftsSetting);
    else
        m_with.settings.setValue(draftsSetting, drafts);
}

void CaptureWindow::save(std::vector<items::NewTask> tasks, const QuickAddLine::Draft& draft)
{
    m_saving = draft;
    m_with.workbench.editing().addTasks(tasks, [this, self = QPointer<CaptureWindow>(this), tasks](const items::Editing::Keys&) {
        if (self)
            onSaved(tasks);
    });
}

void CaptureWindow::onSaved(const std::vector<items::NewTask>& tasks)
{
    m_saving.reset();
    QString words = savedWords(tasks);
    if (!isVisible()) {
        remember();
        Q_EMIT closed();
        return;
    }
    const bool more = m_shown.text.isEmpty() && !m_waiting.empty();
    if (more) {
        m_shown = m_waiting.back();
        m_waiting.pop_back();
        m_line->setDraft(m_shown);
        words += u". "_s + tr("Your earlier draft is back.");
    }
    remember();
    say(Says::Saved, words);
    if (m_shown.text.isEmpty())
        m_leave->start();
}

void CaptureWindow::onFailed(const QString& sentence)
{
    if (!m_saving)
        return; // somebody else's edit
    const auto draft = *std::exchange(m_saving, std::nullopt);
    if (!draft.text.isEmpty()) {
        if (!m_shown.text.isEmpty())
            m_waiting.push_back(m_shown); // typed since
        m_shown = draft;
    }
    if (!isVisible())
        open();
    m_line->setDraft(m_shown);
    remember();
    say(Says::Problem, draft.text.isEmpty() ? sentence : sentence + u' ' + tr("Your text is kept."));
}

QString CaptureWindow::savedWords(const std::vector<items::NewTask>& tasks) const
{
    const items::NewTask& first = tasks.front();
    QString place = tr("Inbox");
    for (const Project& project : m_with.workbench.catalog().projects()) {
        if (project.key == first.project)
            place = project.name;
    }
    if (tasks.size() > 1)
        return tr("Saved in %1: %2 tasks").arg(place).arg(tasks.size());
    const QString words = tr("Saved in %1: '%2'", "a place, a task's title").arg(place, first.title);
    return first.dueDate.isValid() ? words + u" \u00b7 "_s + schedule::dueWords(first.dueDate, first.dueTime, today()) : words;
}

void CaptureWindow::say(Says what, const QString& words)
{
    static constexpr auto tones = std::array { "muted"_L1, "success"_L1, "danger"_L1 };
    m_words->setProperty("tone", QString(tones[size_t(what)]));
    m_words->style()->unpolish(m_words); // the style sheet reads the property again
    m_words->style()->polish(m_words);
    m_words->setText(what == Says::Hint ? tr("Return saves, Esc closes and keeps the draft.  #project  @label  !high  /stage  tomorrow 17:00") : words);
    m_mark->setVisible(what != Says::Hint);
    if (what == Says::Hint)
        return;
    m_mark->setPixmap(m_with.theme.icon(what == Says::Saved ? "dialog-ok-apply"_L1 : "data-warning"_L1, what == Says::Saved ? Tone::Success : Tone::Danger).pixmap(16, 16));
    QAccessibleEvent alert(m_words, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

//! As high as its chips and its words need.
void CaptureWindow::fitHeight()
{
    layout()->activate();
    setFixedHeight(layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width()) : layout()->totalSizeHint().height());
}

bool CaptureWindow::event(QEvent* event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest)
        fitHeight();
    return done;
}

void CaptureWindow::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    if (event->spontaneous())
        return;
    m_leave->stop();
    remember();
    if (!m_shown.text.isEmpty())
        m_waiting.push_back(std::exchange(m_shown, {}));
    if (!m_saving) // else when the disk has answered
        Q_EMIT closed();
}

void CaptureWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

} // namespace convoy::ui
