#pragma once

#include <QLabel>

namespace convoy::ui {

class GrowingEdit;

//! The sentence below a text field into which more was put than one field may hold; hidden until then.
class LimitNote final : public QLabel {
    Q_OBJECT

public:
    LimitNote(GrowingEdit& edit, QWidget* parent);
};

} // namespace convoy::ui
