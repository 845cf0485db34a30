#pragma once

#include <QPlainTextEdit>

namespace convoy::ui {

//! A text field as high as its text, within bounds. Tab leaves it; Ctrl+Return and losing the focus commit; Escape takes
//! a title back and leaves a longer text as it is. Never longer than one field may be: what would make it so is not taken. While somebody types in it, setSource() does not touch the text.
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
    void roomChanged(bool enough); //!< false: something typed or pasted was left out, as the text would be too long
    void left(); //!< by submitting or by Escape

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void inputMethodEvent(QInputMethodEvent* event) override;
    void insertFromMimeData(const QMimeData* source) override;
    bool event(QEvent* event) override;

private:
    void commit();
    [[nodiscard]] bool takes(const QString& added); //!< or says that there is no room
    void setRoom(bool enough);
    void replaceMiddle(const QString& text);
    [[nodiscard]] int textHeight() const;
    [[nodiscard]] int wholeHeight() const; //!< of a field that shows all of its text
    void setScrollBar();

    Lines m_lines;
    QString m_source;
    bool m_hasRoom = true;
    int m_least = 0;
    int m_most = 400;
};

} // namespace convoy::ui
