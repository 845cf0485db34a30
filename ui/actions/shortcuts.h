#pragma once

#include "ui/actions/actionid.h"

#include <QHash>
#include <QKeySequence>
#include <QList>

#include <optional>

class QSettings;

namespace convoy::ui {

//! The keys of every action: those of the table, and in their place what the person chose. A value; the registry applies
//! it and the preferences change a copy.
class Shortcuts final {
public:
    using Keys = QList<QKeySequence>;

    [[nodiscard]] static Shortcuts read(const QSettings& settings);
    void write(QSettings& settings) const;

    [[nodiscard]] Keys of(ActionId id) const; //!< as they act: without single letters while those are switched off
    [[nodiscard]] Keys chosen(ActionId id) const; //!< whether switched off or not
    void set(ActionId id, const Keys& keys); //!< none: the action has no key any more
    void takeOver(ActionId id, const QKeySequence& key); //!< whoever else had it, or could not be heard beside it, loses theirs
    void reset(ActionId id);
    void resetAll();
    [[nodiscard]] bool isChanged(ActionId id) const { return m_changed.contains(id); }

    [[nodiscard]] bool singleLetters() const { return m_singleLetters; }
    void setSingleLetters(bool on) { m_singleLetters = on; }

    //! The action whose key would no longer be heard, or would no longer let this one be heard, if `id` had it.
    [[nodiscard]] std::optional<ActionId> conflict(ActionId id, const QKeySequence& key) const;

    bool operator==(const Shortcuts&) const = default;

private:
    QHash<ActionId, Keys> m_changed;
    bool m_singleLetters = true;
};

//! A letter without Ctrl or Alt, alone or at the beginning ("S", "G, S"): types text wherever text can be typed.
[[nodiscard]] bool startsWithLetter(const QKeySequence& key);

} // namespace convoy::ui
