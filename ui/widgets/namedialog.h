#pragma once

#include <QDialog>

class QLineEdit;

namespace convoy::ui {

//! Asks for one name. Deletes itself when closed.
class NameDialog final : public QDialog {
    Q_OBJECT

public:
    NameDialog(const QString& title, const QString& label, QWidget* parent, const QString& verb = {}); //!< verb: of the button
    [[nodiscard]] QLineEdit& line() const { return *m_line; }

Q_SIGNALS:
    void named(const QString& name);

private:
    QLineEdit* m_line;
};

} // namespace convoy::ui
