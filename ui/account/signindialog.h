#pragma once

#include "domain/error.h"
#include "sync/status/accountcontrol.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace convoy::ui {

//! Where sync begins: the server, the account, where the password is kept, and what becomes of the tasks made on this
//! device before. Stays open and filled in when the sign-in fails; says why in a sentence.
class SignInDialog final : public QDialog {
    Q_OBJECT

public:
    SignInDialog(sync::AccountControl& account, QWidget* parent);
    void prefill(const QString& server, const QString& anonKey, const QString& email);
    [[nodiscard]] sync::SignInRequest request() const;

private:
    [[nodiscard]] QWidget* makeForm();
    [[nodiscard]] QWidget* makeLocalTasks();
    void setMode(sync::SignInRequest::Mode mode);
    void submit();
    void onFailed(const Error& error);
    void setBusy(bool busy);
    [[nodiscard]] QString whatIsMissing() const;

    sync::AccountControl& m_account;
    sync::SignInRequest::Mode m_mode = sync::SignInRequest::Mode::SignIn;
    QLineEdit* m_server = nullptr;
    QLineEdit* m_key = nullptr;
    QLineEdit* m_email = nullptr;
    QLineEdit* m_password = nullptr;
    QComboBox* m_secrets = nullptr;
    QRadioButton* m_add = nullptr;
    QRadioButton* m_separate = nullptr;
    QLabel* m_problem = nullptr;
    QPushButton* m_submit = nullptr;
    QPushButton* m_switch = nullptr;
    QWidget* m_form = nullptr;
};

} // namespace convoy::ui
