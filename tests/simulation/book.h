#pragma once

#include "tests/simulation/device.h"

namespace convoy::simulation {

//! One value that a person put somewhere and was shown as saved.
struct Edit {
    int device = 0;
    qint64 at = 0;
    Entity entity;
    RowKey key; //!< on that device
    Uid row; //!< as it was named then
    QString field; //!< or "deleted_at"
    QJsonValue value;
    QJsonValue saw; //!< what was there before, on that device
    QJsonObject sawRow {}; //!< of a deletion: the whole row
    QHash<Uid, QJsonObject> sawContents {}; //!< of a deletion: what it hides with it
    bool inTrash = false; //!< the row was in the trash then, as this device saw it
    bool inHidden = false; //!< its project or its task was in the trash then, as this device saw it
    bool certain = true; //!< false: the program died over it, so it may or may not be there
    bool console = false;
};

//! References by the uid of their row, as the server has them.
[[nodiscard]] QJsonObject named(Device& device, Entity entity, QJsonObject fields);

//! What every person did, value by value, as they saw it: what a run is held against at its end. Most values are made up so
//! that there is no second one like it. Owned by the run.
class Book final {
public:
    using Images = std::vector<std::pair<Entity, std::optional<store::RowImage>>>;

    //! Notes what changed in these rows between two looks at them.
    void compare(Device& device, int index, qint64 now, Entity entity, const std::optional<store::RowImage>& before,
        const std::optional<store::RowImage>& after, bool certain);
    void add(Edit edit) { m_edits.push_back(std::move(edit)); }
    void discarded(const Uid& row, QJsonObject fields)
    {
        fields.insert(QStringLiteral("row"), row);
        m_discarded.push_back(std::move(fields));
    }
    void made(const Uid& uid) { m_made.insert(uid); }

    [[nodiscard]] int unique() { return ++m_lastUnique; }

    [[nodiscard]] const std::vector<Edit>& edits() const { return m_edits; }
    [[nodiscard]] const std::vector<QJsonObject>& discarded() const { return m_discarded; }
    [[nodiscard]] const QSet<Uid>& made() const { return m_made; }

private:
    std::vector<Edit> m_edits;
    std::vector<QJsonObject> m_discarded;
    QSet<Uid> m_made;
    int m_lastUnique = 0;
};

//! Whether values of this field are made up to be unique, so that each can be looked for at the end.
[[nodiscard]] bool isTracked(Entity entity, const QString& field);
//! The parts of a value that are looked for: the lines of a text, the elements of a set, else the value itself.
[[nodiscard]] QStringList tokensOf(const QString& field, const QJsonValue& value);

} // namespace convoy::simulation
