#pragma once

#include "tests/simulation/person.h"

namespace convoy::simulation {

struct Size {
    int devices = 5;
    int actions = 40; //!< of each
    int morePurges = 0; //!< for each 106 troubles of all kinds: a hundred days pass, and what was deleted is purged
};

//! One run: devices, people, a server, and what befalls them; then everything is healed and held against the book. The same
//! name and seed give the same run.
class Run final {
public:
    Run(Server& server, Size size, quint64 seed, QString name, const QString& folder, bool trace);
    ~Run();

    [[nodiscard]] QStringList execute(); //!< what is wrong; empty: nothing
    [[nodiscard]] QStringList crashes() const;
    [[nodiscard]] const Book& book() const { return m_book; }

private:
    void setUp();
    void plan(int device, int left);
    void planTrouble();
    void trouble();
    void partition();
    void crash();
    void turnClock();
    void consoleEdit();
    void consoleDelete();
    void revoke();
    void changeRole();
    void newEpoch();
    void purge();
    void poison();
    void deselect();
    void compareRows();
    void setWindow();
    void heal();
    void note(const QString& what);
    [[nodiscard]] bool waitFor(qint64 micros); //!< false: it did not become quiet
    [[nodiscard]] QStringList hanging();
    void noteEmptied(const QString& horizon);
    void keepRows(const QString& table, const QString& where); //!< that are about to be removed for good

    Server& m_server;
    Size m_size;
    QString m_name;
    QString m_folder;
    Random m_random;
    Trace m_trace;
    Timeline m_timeline;
    Network m_network;
    Book m_book;
    std::vector<Caller> m_users;
    std::vector<std::unique_ptr<Device>> m_devices;
    std::vector<std::unique_ptr<Person>> m_people;
    QString m_workspace;
    std::vector<QString> m_out; //!< users whose membership was taken
    qint64 m_end = 0;
    bool m_healed = false;
    QJsonArray m_purged {};
};

} // namespace convoy::simulation
