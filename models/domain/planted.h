#pragma once

#include <QtGlobal>

namespace convoy {

//! Mistakes that tests plant on purpose, to see that they would be found (tests/simulation). Builds for people have none.
enum class Planted : quint8 {
    None,
    CursorSavedEarly, //!< before the rows that it stands for
    CursorMovedOverOthers, //!< by the answer to a push, over what others wrote in between
    CoalescedAcrossSent, //!< an edit changes an entry that is on its way
    BaseMovedByPull, //!< an edit claims to have seen what came after it
    EntryRemovedEarly, //!< from the outbox, when it is sent and not when it is answered
    NewOpOnResend, //!< what was sent and not answered goes again as something else
    TombstoneIgnored,
    EditHiddenByPull, //!< a pulled row is shown in place of the edits that wait
    StampByWallClock,
};

#ifdef CONVOY_FAULTS
inline Planted thePlanted = Planted::None;
[[nodiscard]] inline bool isPlanted(Planted mistake) { return thePlanted == mistake; }
#else
[[nodiscard]] constexpr bool isPlanted(Planted) { return false; }
#endif

} // namespace convoy
