#pragma once

#include "domain/error.h"

#include <QDialog>

namespace convoy::ui {

//! What a person sees when the data cannot be opened: what happened, what is safe, and what can be done about it. The
//! details, for whoever helps, are behind a fold and can be copied. Owned by the composition.
class StartProblem final : public QDialog {
    Q_OBJECT

public:
    StartProblem(const Error& error, const QString& folder, QWidget* parent = nullptr);

Q_SIGNALS:
    void retryChosen();
    void setAsideChosen(); //!< start anew, keeping the damaged file under another name
    void closeChosen();

protected:
    void reject() override;

private:
    [[nodiscard]] QWidget* makeDetails(const Error& error, const QString& folder);
};

} // namespace convoy::ui
