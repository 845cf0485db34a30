#pragma once

#include "ui/window/collaborators.h"

#include <QMainWindow>

#include <memory>

namespace convoy::ui {

//! The main window: sidebar, task list, task panel, sync indicator. Made by the composition on the interface thread;
//! needs a Theme to exist first. What it remembers it writes to the settings when it is closed or destroyed.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(const Collaborators& with, QWidget* parent = nullptr);
    ~MainWindow() override;

    void openTask(RowKey task); //!< shows it in the panel, and in the list when it is there
    void openTask(const Uid& uid); //!< of a convoy://task/<uuid> link
    void startQuickAdd(const QString& text = {}); //!< the line above the list, with this text in it
    void keepEverything(); //!< what is being typed, and what the window remembers
    void prepareToEnd(); //!< from now on closing asks nothing and hides nothing
    void quit(); //!< closes, whatever closing means otherwise, and ends the program
    [[nodiscard]] const Collaborators& collaborators() const;
    void report(const QString& sentence); //!< something went wrong; shown until it is read or times out

Q_SIGNALS:
    void painted(); //!< for the first time: what can wait begins now
    void hiddenFirst(const QString& sentence); //!< closed for the first time while the program goes on

protected:
    void closeEvent(QCloseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace convoy::ui
