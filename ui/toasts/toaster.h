#pragma once

#include <QObject>

#include <deque>
#include <functional>

class QFrame;
class QLabel;
class QPushButton;
class QTimer;
class QWidget;

namespace convoy::ui {

//! What just happened, in one sentence with at most one button, at the bottom middle of the window. One at a time,
//! the next waits; stays while the pointer or the focus is on it. Owned by the window.
class Toaster final : public QObject {
    Q_OBJECT

public:
    struct Toast {
        QString sentence;
        QString verb {};
        std::function<void()> act {};
        int milliseconds = 7000;
    };

    explicit Toaster(QWidget& over);
    void show(Toast toast); //!< the same sentence twice in a row is shown once
    [[nodiscard]] QString sentence() const; //!< empty: nothing is shown

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void next();
    void place();
    void dismiss();
    void onTimeout();

    QWidget& m_over;
    QFrame* m_frame;
    QLabel* m_label;
    QPushButton* m_button;
    QTimer* m_timer;
    std::deque<Toast> m_waiting;
    std::function<void()> m_act;
};

} // namespace convoy::ui
