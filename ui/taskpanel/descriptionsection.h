#pragma once

#include "context/taskcontext.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace convoy::ui {

class GrowingEdit;
class MarkdownView;
class Section;
class Theme;

//! The description: as it reads, or its Markdown source while it is edited. What the person typed is stored as typed.
class DescriptionSection final : public QWidget {
    Q_OBJECT

public:
    DescriptionSection(const Theme& theme, QWidget* parent);
    void show(const QString& markdown, const context::Provenance& from, bool editable, bool another);
    void edit();
    //! A text that could not be saved is the editor's again, until it is finished anew. Takes no focus.
    void takeUp(const QString& text, const QString& started);
    void finish(); //!< keeps what is typed and shows it as it reads
    [[nodiscard]] bool isEditing() const;
    [[nodiscard]] GrowingEdit& editor() const { return *m_editor; }
    [[nodiscard]] MarkdownView& view() const { return *m_view; }

Q_SIGNALS:
    //! `started`: the text that the editing began on. What came in since has not been seen, only announced.
    void committed(const QString& markdown, const QString& started);
    void taskLinkClicked(const QString& uid);
    void editingStarted();

private:
    enum class Mode : quint8 { Read, Edit };
    void setMode(Mode mode);
    void showNews(const QString& incoming);

    QString m_markdown;
    bool m_editable = false;
    bool m_unsaved = false; //!< the editor holds a text that the store refused
    Section* m_section;
    MarkdownView* m_view;
    GrowingEdit* m_editor;
    QPushButton* m_add;
    QLabel* m_news; //!< another text came in while this one was typed
    QPushButton* m_takeNews;
    QString m_incoming;
};

} // namespace convoy::ui
