#include "ui/account/signindialog.h"

#include "sync/status/sentences.h"
#include "ui/widgets/quietcombo.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QUrl>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;
using Mode = sync::SignInRequest::Mode;

SignInDialog::SignInDialog(sync::AccountControl& account, QWidget* parent)
    : QDialog(parent)
    , m_account(account)
{
    setWindowTitle(tr("Sign in to sync"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(460);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(14);
    auto* intro = new QLabel(
        tr("Convoy syncs through your own Supabase project. Its address and anon key are on the project's API settings page."), this);
    intro->setWordWrap(true);
    intro->setProperty("tone", u"muted"_s);
    layout->addWidget(intro);
    m_form = makeForm();
    layout->addWidget(m_form);
    m_problem = new QLabel(this);
    m_problem->setWordWrap(true);
    m_problem->setProperty("tone", u"danger"_s);
    m_problem->hide();
    layout->addWidget(m_problem);
    m_switch = new QPushButton(this);
    m_switch->setProperty("link", true);
    m_switch->setAutoDefault(false);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    m_submit = new QPushButton(this);
    m_submit->setDefault(true);
    m_submit->setMinimumWidth(96); // bold as the default, which its size hint does not know
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_switch);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_submit);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_submit, &QPushButton::clicked, this, &SignInDialog::submit);
    connect(m_switch, &QPushButton::clicked, this, [this] { setMode(m_mode == Mode::SignIn ? Mode::SignUp : Mode::SignIn); });
    connect(&account, &sync::AccountControl::signedIn, this, &QDialog::accept);
    connect(&account, &sync::AccountControl::signInFailed, this, &SignInDialog::onFailed);
    setMode(Mode::SignIn);
}

QWidget* SignInDialog::makeForm()
{
    auto* part = new QWidget(this);
    auto* form = new QFormLayout(part);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(14);
    form->setVerticalSpacing(10);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    const auto line = [&](const QString& label, const QString& hint) {
        auto* edit = new QLineEdit(part);
        edit->setAccessibleName(label);
        edit->setPlaceholderText(hint);
        form->addRow(label, edit);
        return edit;
    };
    m_server = line(tr("Server"), u"https://your-project.supabase.co"_s);
    m_key = line(tr("Anon key"), tr("The public key of the project"));
    m_email = line(tr("E-mail"), u"anna@example.com"_s);
    m_password = line(tr("Password"), {});
    m_password->setEchoMode(QLineEdit::Password);
    m_secrets = new ChevronCombo(part);
    m_secrets->setAccessibleName(tr("Stay signed in"));
    m_secrets->addItem(tr("Yes, in the system's keychain"), int(sync::SignInRequest::Secrets::Keychain));
    m_secrets->addItem(tr("Until Convoy is closed"), int(sync::SignInRequest::Secrets::Session));
    form->addRow(tr("Stay signed in"), m_secrets);
    if (m_account.localTaskCount() > 0)
        form->addRow(tr("This device"), makeLocalTasks());
    const sync::AccountInfo known = m_account.account();
    prefill(known.server, {}, known.email);
    return part;
}

QWidget* SignInDialog::makeLocalTasks()
{
    auto* part = new QWidget(this);
    auto* layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    const int count = int(m_account.localTaskCount());
    m_add = new QRadioButton(count == 1 ? tr("Add this device's 1 task to the account") : tr("Add this device's %n tasks to the account", nullptr, count), part);
    m_separate = new QRadioButton(tr("Keep them separate, on this device only"), part);
    for (QRadioButton* choice : { m_add, m_separate })
        choice->setAccessibleName(choice->text());
    m_add->setChecked(true);
    layout->addWidget(m_add);
    layout->addWidget(m_separate);
    return part;
}

void SignInDialog::prefill(const QString& server, const QString& anonKey, const QString& email)
{
    m_server->setText(server);
    m_key->setText(anonKey);
    m_email->setText(email);
}

sync::SignInRequest SignInDialog::request() const
{
    using sync::SignInRequest;
    SignInRequest request;
    request.server = m_server->text().trimmed();
    while (request.server.endsWith(u'/'))
        request.server.chop(1);
    request.anonKey = m_key->text().trimmed();
    request.email = m_email->text().trimmed();
    request.password = m_password->text();
    request.mode = m_mode;
    request.secrets = SignInRequest::Secrets(m_secrets->currentData().toInt());
    request.localTasks = m_separate && m_separate->isChecked() ? SignInRequest::LocalTasks::KeepSeparate : SignInRequest::LocalTasks::Add;
    return request;
}

void SignInDialog::setMode(Mode mode)
{
    m_mode = mode;
    const bool signIn = mode == Mode::SignIn;
    setWindowTitle(signIn ? tr("Sign in to sync") : tr("Create an account to sync"));
    m_submit->setText(signIn ? tr("Sign in") : tr("Create account"));
    m_switch->setText(signIn ? tr("Create an account instead") : tr("I have an account"));
}

QString SignInDialog::whatIsMissing() const
{
    const QUrl server(request().server);
    if (!server.isValid() || server.host().isEmpty() || !server.scheme().startsWith("http"_L1))
        return tr("The server's address starts with https:// and comes from your Supabase project's API settings.");
    if (m_key->text().trimmed().isEmpty())
        return tr("The anon key is missing. It is on the same page as the server's address.");
    if (!m_email->text().contains(u'@'))
        return tr("The e-mail address is missing.");
    if (m_password->text().isEmpty())
        return tr("The password is missing.");
    return {};
}

void SignInDialog::submit()
{
    const QString missing = whatIsMissing();
    m_problem->setText(missing);
    m_problem->setVisible(!missing.isEmpty());
    if (!missing.isEmpty())
        return;
    setBusy(true);
    m_account.signIn(request());
}

void SignInDialog::onFailed(const Error& error)
{
    setBusy(false);
    m_problem->setText(error.kind == Error::Kind::Unauthorized
            ? tr("The server does not know this e-mail address with this password. Nothing on this device was changed.")
            : sync::sentenceFor(error));
    m_problem->setVisible(true);
    m_password->setFocus();
    m_password->selectAll();
}

void SignInDialog::setBusy(bool busy)
{
    m_form->setEnabled(!busy);
    m_submit->setEnabled(!busy);
    m_switch->setEnabled(!busy);
    if (busy)
        m_submit->setText(tr("Signing in..."));
    else
        setMode(m_mode);
}

} // namespace convoy::ui
