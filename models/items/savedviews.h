#pragma once

#include "items/catalog.h"

#include <QJsonObject>
#include <QObject>

class QSettings;

namespace convoy::items {

//! The lists that a person narrowed, sorted or grouped and gave a name, in their order. They are kept in the interface's
//! settings of this device (the schema has no entity for them), with uuids in place of keys, so that they stay true when
//! the tasks move into an account's database. Interface thread, owned by the sidebar.
class SavedViews final : public QObject {
    Q_OBJECT

public:
    struct View {
        QString id;
        QString name;
        QJsonObject list; //!< what it shows, as filterToJson writes it
        bool operator==(const View&) const = default;
    };

    SavedViews(const Catalog& catalog, QSettings& settings, QObject* parent = nullptr);

    [[nodiscard]] const std::vector<View>& views() const { return m_views; }
    [[nodiscard]] const View* find(const QString& id) const; //!< nullptr: there is none
    [[nodiscard]] TaskFilter filterOf(const QString& id, QDate today) const;
    QString add(const QString& name, const TaskFilter& filter); //!< at the end; answers its id
    void insert(int at, const View& view); //!< puts back what take gave
    std::optional<View> take(const QString& id);
    void rename(const QString& id, const QString& name);
    void replace(const QString& id, const TaskFilter& filter);
    bool move(const QString& id, int step); //!< false at the ends
    void place(const QString& id, int row); //!< in front of the view now at that row

Q_SIGNALS:
    void changed();

private:
    void write();
    [[nodiscard]] std::vector<View>::iterator at(const QString& id);

    const Catalog& m_catalog;
    QSettings& m_settings;
    std::vector<View> m_views;
};

[[nodiscard]] QJsonObject filterToJson(const Catalog& catalog, const TaskFilter& filter);
//! A project that is not on this device stays a condition that nothing meets.
[[nodiscard]] TaskFilter filterFromJson(const Catalog& catalog, const QJsonObject& json, QDate today);

} // namespace convoy::items
