#pragma once

#include <QDialog>

class QPlainTextEdit;

namespace convoy::ui {

//! Writes a value anew from two: theirs is in the field, mine beside it to take words from.
class ValueDialog final : public QDialog {
    Q_OBJECT

public:
    ValueDialog(const QString& field, const QString& theirs, const QString& mine, QWidget* parent);
    [[nodiscard]] QPlainTextEdit& text() const { return *m_text; }

Q_SIGNALS:
    void saved(const QString& text);

private:
    QPlainTextEdit* m_text;
};

} // namespace convoy::ui
