#pragma once

#include "items/editing.h"
#include "schedule/quickadd.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace convoy::ui {

//! Text in, tasks out: pasted or from a file, counted before anything is made. One import is one step to undo.
class ImportDialog final : public QDialog {
    Q_OBJECT

public:
    ImportDialog(schedule::Vocabulary vocabulary, QWidget* parent);
    void load(const QString& path);
    [[nodiscard]] QPlainTextEdit& text() const { return *m_text; }

Q_SIGNALS:
    void chosen(const std::vector<convoy::items::NewTask>& tasks);

private:
    void chooseFile();
    void count();

    schedule::Vocabulary m_vocabulary;
    QPlainTextEdit* m_text;
    QLabel* m_words;
    QPushButton* m_submit;
};

} // namespace convoy::ui
