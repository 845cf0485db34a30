#include "tests/simulation/planted.h"

namespace convoy::simulation {

using namespace Qt::Literals::StringLiterals;

const std::vector<PlantedBug>& plantedBugs()
{
    static const std::vector<PlantedBug> all {
        { "cursor saved before its rows", Planted::CursorSavedEarly },
        { "cursor moved over what others wrote", Planted::CursorMovedOverOthers },
        { "coalescing across a sent entry", Planted::CoalescedAcrossSent },
        { "base moved by a pull", Planted::BaseMovedByPull },
        { "entry removed before it is answered", Planted::EntryRemovedEarly },
        { "resent under a new op id", Planted::NewOpOnResend },
        { "tombstones ignored", Planted::TombstoneIgnored },
        { "a pull hides edits that wait", Planted::EditHiddenByPull },
        { "stamps by the wall clock", Planted::StampByWallClock },
        { "head not locked", Planted::None,
            { { u"perform 1 from public.sync_heads h where h.workspace_id = workspace for update;"_s,
                  u"perform 1 from public.sync_heads h where h.workspace_id = workspace;"_s },
                { u"select * into h from public.sync_heads where workspace_id = ws for update;"_s,
                    u"select * into h from public.sync_heads where workspace_id = ws;"_s } } },
        { "ledger not read", Planted::None,
            { { u"where k.user_id = person and k.op_id = "_s, u"where false and k.op_id = "_s } } },
        { "stamps ignored", Planted::None,
            { { u"return (stamp, device::text collate \"C\") > ("_s, u"return true or (stamp, device::text collate \"C\") > ("_s } } },
        { "group not atomic", Planted::None,
            { { u"        o := convoy.apply_op(who, op);\n"_s,
                u"        begin\n            o := convoy.apply_op(who, op);\n        exception when sqlstate 'CV001' then\n"
                "            o := ('applied', op ->> 'id', null, null, '{}', null, null, null);\n        end;\n"_s } } },
        { "loser of a conflict dropped", Planted::None,
            { { u"#variable_conflict use_column\nbegin\n"_s, u"#variable_conflict use_column\nbegin\n    return;\n"_s } } },
        { "purge floor ignored", Planted::None,
            { { u"greatest(low, (asked ->> 'fill_head')::bigint) < h.purge_floor"_s, u"false"_s } } },
        { "hard deletes leave no tombstone", Planted::None,
            { { u"if current_setting('convoy.purging', true) = 'on' then"_s, u"if true then"_s } } },
        { "deletion beats an edit it had not seen", Planted::None, { { u"    if newer is not null then"_s, u"    if false then"_s } } },
        { "a project in the trash takes along what it had not seen", Planted::None,
            { { u"exit when convoy.has_seen(who, meta, seen)"_s, u"exit when true or convoy.has_seen(who, meta, seen)"_s } } },
        { "a field of an edit forgotten", Planted::None,
            { { u"    verdict := convoy.merge(who, entity, op, cur, stamp);\n"_s,
                u"    verdict := convoy.merge(who, entity, op, cur, stamp);\n    verdict.patch := verdict.patch - 'priority';\n"_s } } },
        { "texts overwritten and not merged", Planted::None,
            { { u"then 'take' else 'rebase' end"_s, u"then 'take' else 'take' end"_s } } },
        { "sets overwritten and not merged", Planted::None,
            { { u"then 'take' else 'set' end"_s, u"then 'take' else 'take' end"_s } } },
        { "a purged row made again is another row", Planted::None, { { u"person::text and not again))"_s, u"person::text))"_s } }, 30 },
        { "a page says that it ends one row later", Planted::None,
            { { u"state ->> 'epoch', high,"_s, u"state ->> 'epoch', high + (high < head)::int,"_s } } },
    };
    return all;
}

} // namespace convoy::simulation
