// Whether the server's stamps tell when an edit was made: what "the later one wins" rests on.
#include "tests/simulation/check.h"

#include "domain/jsonvalues.h"

namespace convoy::simulation {

using namespace Qt::Literals::StringLiterals;

namespace {

//! What a reading of the server's clock may be off by, and what a drifting clock adds until the edit goes out.
constexpr qint64 tolerance = 90 * aSecond;

//! When the edits of a row were made, as far as they may stand behind one stamp.
struct Moments {
    qint64 first = 0;
    qint64 last = 0;
};

} // namespace

//! A clock that was turned while nobody was there to see it cannot be known: such a device's edits have the time it believes in.
bool Check::knowsTheTime(const Device& device) { return !(device.clockWasTurned && device.clock.wasRebooted()); }

//! Titles are unique and never merged: whose title stands, and when it was put there, is known.
void Check::checkTimes()
{
    if (m_leapt)
        return; // clocks drifted for a hundred days without anybody to set them by
    for (const auto& [uid, row] : m_server_[Entity::Task]) {
        const auto known = m_byField.find({ uid, u"title"_s });
        if (known == m_byField.end())
            continue;
        const auto& edits = known->second;
        const QJsonValue title = row[u"title"_s];
        const bool sure = std::all_of(edits.begin(), edits.end(), [this](const Edit* edit) {
            return edit->certain && (edit->console || knowsTheTime(*m_devices[size_t(edit->device)]));
        });
        const auto mine = std::find_if(edits.begin(), edits.end(), [&](const Edit* edit) { return edit->value == title; });
        if (!sure || mine == edits.end() || (*mine)->console)
            continue;
        const QJsonObject all = row[u"field_meta"_s].toObject();
        const QJsonObject meta = all[all.contains(u"title"_s) ? u"title"_s : u"*"_s].toObject();
        const Device& device = *m_devices[size_t((*mine)->device)];
        const auto stamp = timestampMicros(meta[u"stamp"_s].toString());
        if (!stamp || meta[u"device"_s].toString() != device.id())
            continue; // somebody put it back
        Moments made { (*mine)->at, (*mine)->at };
        for (const Edit& edit : m_book.edits()) { // edits that wait become one, with the time of the last
            if (edit.device == (*mine)->device && edit.key == (*mine)->key)
                made.last = std::max(made.last, edit.at);
        }
        if (*stamp < made.first - tolerance || *stamp > made.last + tolerance)
            wrong(u"mistimed: %1 was made at %2 and is stamped %3%4"_s.arg(title.toString(), timestampText(made.first), timestampText(*stamp), story(**mine)));
    }
}

} // namespace convoy::simulation
