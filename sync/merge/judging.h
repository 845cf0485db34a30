#pragma once

#include "sync/merge/preview.h"

namespace convoy::merge {

//! What one field's edit comes to: the server's convoy.judge; Combine is its `set` and `overlap`. Refuse: the field cannot be changed at all.
enum class Verdict : quint8 { Same, Take, Win, Lose, Combine, Rebase, Refuse };

struct Judged {
    QString name;
    const Field* field = nullptr;
    QJsonValue mine;
    QJsonValue base;
    ServerField theirs;
    Verdict verdict = Verdict::Take;
};

//! Whether the edit was made knowing the server's value: its base is as new, or that value is this device's own earlier one.
[[nodiscard]] bool hasSeen(const PendingEdit& edit, const ServerField& theirs, qint64 baseSeq);

//! All fields of an update, those of one group decided together.
[[nodiscard]] std::vector<Judged> judgeAll(const PendingEdit& edit, const ServerRow& server);

} // namespace convoy::merge
