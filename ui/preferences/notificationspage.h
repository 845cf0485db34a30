#pragma once

#include <QWidget>

namespace convoy::ui {

struct Collaborators;

//! Which notifications of the desktop Convoy sends.
class NotificationsPage final : public QWidget {
    Q_OBJECT

public:
    NotificationsPage(const Collaborators& with, QWidget* parent);
};

} // namespace convoy::ui
