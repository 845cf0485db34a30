#pragma once

#include "schedule/quickadd.h"

#include <QObject>

class QCompleter;
class QLineEdit;
class QStringListModel;

namespace convoy::ui {

//! Offers the names that fit behind "#", "@", "/" and "+" under the word that is being typed. Child of the line.
class TokenCompleter final : public QObject {
    Q_OBJECT

public:
    explicit TokenCompleter(QLineEdit& line);
    void offer(const schedule::Vocabulary& words);
    [[nodiscard]] QStringList offered() const; //!< what the popup shows; empty: it is closed

private:
    void take(const QString& name);
    [[nodiscard]] qsizetype wordStart() const;

    QLineEdit& m_line;
    QStringListModel* m_names;
    QCompleter* m_completer;
};

} // namespace convoy::ui
