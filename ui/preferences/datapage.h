#pragma once

#include <QWidget>

namespace convoy::ui {

class ActionRegistry;
struct Collaborators;

//! Where everything lies, and ways in and out.
class DataPage final : public QWidget {
    Q_OBJECT

public:
    DataPage(const Collaborators& with, const ActionRegistry& actions, QWidget* parent);
};

} // namespace convoy::ui
