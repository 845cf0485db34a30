#pragma once

#include "ui/window/collaborators.h"

#include <QWidget>

class QLabel;

namespace convoy::ui {

class ActionRegistry;

//! Where everything lies, and ways in and out.
class DataPage final : public QWidget {
    Q_OBJECT

public:
    DataPage(const Collaborators& with, const ActionRegistry& actions, QWidget* parent);
    void exportTo(const QString& path);

private:
    void chooseExportFile();
    void say(const QString& words, const QString& tone);

    Collaborators m_with;
    QLabel* m_words;
};

} // namespace convoy::ui
