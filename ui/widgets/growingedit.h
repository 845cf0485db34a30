#pragma once

#include <QPlainTextEdit>

namespace convoy::ui {

//! A text field as high as its text, within bounds. Tab leaves it; Ctrl+Return and losing the focus commit; Escape takes
//! a title back and leaves a longer text as it is. While somebody types in it, setSource() does not touch the text.
class GrowingEdit final : public QPlainTextEdit {
    Q_OBJECT

public:
    enum class Lines : quint8 { One, Many }; //!< One: a title; Return commits, pasted line breaks become spaces

    GrowingEdit(Lines lines, QWidget* parent);
    void setSource(const QString& text); //!< the value as it is stored
    [[nodiscard]] bool isBeingEdited() const;
    void finish() { commit(); } //!< as if the focus had left it
    void setHeights(int least, int most);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return { 60, sizeHint().height() }; }

Q_SIGNALS:
    void committed(const QString& text); //!< only when it differs from the source
    void submitted(); //!< by Return, with Control where there are many lines
    void left(); //!< by submitting or by Escape

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void insertFromMimeData(const QMimeData* source) override;
    bool event(QEvent* event) override;

private:
    void commit();
    void replaceMiddle(const QString& text);
    [[nodiscard]] int textHeight() const;

    Lines m_lines;
    QString m_source;
    int m_least = 0;
    int m_most = 400;
};

} // namespace convoy::ui
