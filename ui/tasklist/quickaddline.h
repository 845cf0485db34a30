#pragma once

#include "schedule/quickadd.h"

#include <QFrame>
#include <QSet>

#include <functional>

class QHBoxLayout;
class QKeyEvent;
class QLineEdit;

namespace convoy::ui {

class Theme;
class TokenCompleter;

//! The line at the head of the list in which tasks are made. Words that mean something become chips when a space follows
//! them or the line is sent, in a row below it; Backspace right behind a chip, or a click on it, turns it back into text, which then stays
//! text. A paste of several lines is many tasks. Owned by the task pane.
class QuickAddLine final : public QFrame {
    Q_OBJECT

public:
    using VocabularySource = std::function<schedule::Vocabulary()>;

    QuickAddLine(VocabularySource vocabulary, const Theme& theme, QWidget* parent);
    //! What has been written so far, so that it can be taken up again another day.
    struct Draft {
        QString text; //!< with the chips as text again
        QStringList plain; //!< words that the person wants to stay words
        bool operator==(const Draft&) const = default;
    };
    enum class Escape : quint8 { Clears, Leaves }; //!< whether Escape empties the line before it leaves it

    void start(const QString& text = {});
    void setText(const QString& text);
    [[nodiscard]] QString text() const;
    [[nodiscard]] Draft draft() const;
    void setDraft(const Draft& draft);
    void setEscape(Escape escape) { m_escape = escape; }
    [[nodiscard]] const std::vector<schedule::Token>& chips() const { return m_chips; }
    void setContext(const QString& where); //!< "to Website", for the placeholder; empty: to the inbox

Q_SIGNALS:
    void submitted(const convoy::schedule::QuickAdd& task);
    void linesPasted(const std::vector<convoy::schedule::PastedLine>& lines);
    void edited(); //!< by the person's hand
    void left(); //!< Escape on an empty line, or on any where it clears nothing

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Reach : quint8 { Finished, Everything }; //!< tokens followed by a space, or all
    void takeTokens(Reach reach);
    void addChip(const schedule::Token& token);
    void removeChip(size_t chip);
    void turnBack(size_t chip);
    void clear();
    void showChips();
    void submit();
    [[nodiscard]] bool onKey(QKeyEvent* event);

    VocabularySource m_vocabulary;
    const Theme& m_theme;
    QLineEdit* m_line;
    QHBoxLayout* m_chipRow;
    TokenCompleter* m_completer;
    std::vector<schedule::Token> m_chips;
    QSet<QString> m_plain; //!< texts that the person wants to stay text
    bool m_chipJustMade = false;
    Escape m_escape = Escape::Clears;
};

} // namespace convoy::ui
