#pragma once

#include <QDialog>
#include <QIcon>

class QLineEdit;
class QListWidget;

namespace convoy::ui {

//! A line to type in over a list that narrows with each key: the body of the palette and of every picker. Up and Down
//! move in the list while the line keeps the focus. Closes itself with the choice.
class FilterList final : public QDialog {
    Q_OBJECT

public:
    struct Entry {
        QString text;
        QString hint; //!< at the right edge: a shortcut, a project
        QVariant value;
        bool enabled = true;
        QIcon icon {};
    };

    FilterList(const QString& title, const QString& placeholder, QWidget* parent);
    void setEntries(std::vector<Entry> entries);
    //! Entries that depend on what is typed, put behind those that match.
    void setMore(std::function<std::vector<Entry>(const QString& typed)> more) { m_more = std::move(more); }
    void openOver(QWidget& window); //!< at its upper middle

Q_SIGNALS:
    void chosen(const QVariant& value);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refill();
    void choose();

    QLineEdit* m_line;
    QListWidget* m_list;
    std::vector<Entry> m_entries;
    std::function<std::vector<Entry>(const QString&)> m_more;
};

//! Every word typed occurs in the text; "fp" also finds "Fix pump" by initials.
[[nodiscard]] bool matchesTyped(const QString& text, const QString& typed);

} // namespace convoy::ui
