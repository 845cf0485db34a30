#pragma once

#include <QTextBrowser>

namespace convoy::ui {

//! Markdown as it reads, as high as its text: raw HTML off, nothing loaded from files or the network; links go to the
//! system (web and mail) or to the window (convoy://task/...). A very long text is shown as typed. A double click or Return asks to edit it.
class MarkdownView final : public QTextBrowser {
    Q_OBJECT

public:
    explicit MarkdownView(QWidget* parent);
    void setSourceText(const QString& markdown);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return { 60, sizeHint().height() }; }
    QVariant loadResource(int type, const QUrl& name) override;

Q_SIGNALS:
    void editRequested();
    void taskLinkClicked(const QString& uid);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void onLink(const QUrl& link);

    QString m_markdown;
};

} // namespace convoy::ui
