#pragma once

#include "store/pageapply.h"

namespace convoy::store {

//! Turns the uuids of a page into keys. A row that was made here and is still called "tmp-<uuid>" is recognised by the
//! bare uuid, and gets its permanent name when its own row arrives. Lives for one page.
class UidResolver final {
public:
    UidResolver(Writing& writing, UidCache& cache, Arrival arrival);

    [[nodiscard]] RowKey own(Entity entity, std::string_view uid); //!< of the row itself
    [[nodiscard]] RowKey reference(Entity entity, std::string_view uid); //!< of a row that is referred to

private:
    [[nodiscard]] RowKey selected(std::string_view uid);
    [[nodiscard]] RowKey inserted(Entity entity, std::string_view uid);
    [[nodiscard]] RowKey lookedUp(Entity entity, std::string_view uid);

    Writing& m_writing;
    UidCache& m_cache;
    Arrival m_arrival;
    std::unordered_set<qint64> m_temporary;
};

} // namespace convoy::store
