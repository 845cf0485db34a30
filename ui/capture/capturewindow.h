#pragma once

#include "items/editing.h"
#include "ui/tasklist/quickaddline.h"
#include "ui/window/collaborators.h"

#include <QWidget>

class QLabel;
class QTimer;

namespace convoy::ui {

//! The small window of `convoy --quick-add`: one line that becomes a task. Return saves, says what was understood and leaves a
//! moment later; Escape leaves and keeps the draft, which is there again the next time, also after a crash. Several
//! drafts wait behind each other when texts are handed in meanwhile. Made by the composition; interface thread.
class CaptureWindow final : public QWidget {
    Q_OBJECT

public:
    explicit CaptureWindow(const Collaborators& with, QWidget* parent = nullptr);
    void open(const QString& text = {}); //!< with the latest draft, unless a text is given
    [[nodiscard]] QuickAddLine& line() const { return *m_line; }
    [[nodiscard]] QString words() const; //!< what it says below the line

Q_SIGNALS:
    void closed(); //!< by the person or after saving, once nothing is on its way to the disk

protected:
    void hideEvent(QHideEvent* event) override;
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    enum class Says : quint8 { Hint, Saved, Problem };
    void say(Says what, const QString& words);
    void save(std::vector<items::NewTask> tasks, const QuickAddLine::Draft& draft);
    void onSaved(const std::vector<items::NewTask>& tasks);
    void onFailed(const QString& sentence);
    void fitHeight();
    void remember();
    [[nodiscard]] QString savedWords(const std::vector<items::NewTask>& tasks) const;
    [[nodiscard]] QDate today() const;

    Collaborators m_with;
    QuickAddLine* m_line;
    QLabel* m_mark;
    QLabel* m_words;
    QTimer* m_leave; //!< runs while "Saved" is read
    std::vector<QuickAddLine::Draft> m_waiting; //!< drafts behind the one in the line
    QuickAddLine::Draft m_shown; //!< as it was at the last stroke
    std::optional<QuickAddLine::Draft> m_saving; //!< sent to the disk and not answered
};

} // namespace convoy::ui
