#pragma once

#include "domain/gestures.h"
#include "tests/simulation/book.h"

namespace convoy::simulation {

//! Somebody at a device, doing one thing at a time at random, and writing down in the book what was shown as saved.
//! Owned by the run.
class Person final {
public:
    Person(Timeline& timeline, Random& random, Trace& trace, Book& book, Device& device, int index)
        : m_timeline(timeline), m_random(random), m_trace(trace), m_book(book), m_device(device), m_index(index) { }

    void act(); //!< one thing
    void settle(); //!< looks after what needs a person: retries what is parked, discards what was refused
    void addWorkspace();
    QStringList complaints {}; //!< what this person saw go wrong at once

private:
    using Act = void (Person::*)();

    // tasks
    void addTask();
    void addOccurrence();
    void retitle();
    void describe();
    void label();
    void date();
    void start();
    void setStatus();
    void setPriority();
    void assign();
    void repeat();
    void move();
    void nest();
    void setMilestone();
    void rank();
    void remove();
    void restore();
    void setSeveral();
    // around them
    void block();
    void unblock();
    void comment();
    void rewriteComment();
    void addProject();
    void changeProject();
    void setWorkflow();
    void setRole();
    void addMilestone();
    void changeMilestone();
    void removeStructure();
    void renameWorkspace();
    // what is done with edits
    void undo();
    void redo();
    void discard();
    void decide();

    [[nodiscard]] RowKey any(Entity entity, const QString& where);
    [[nodiscard]] RowKey anyWorkspace();
    [[nodiscard]] RowKey in(RowKey workspace, Entity entity);
    [[nodiscard]] QString unique(const QString& kind);
    [[nodiscard]] QString uniqueDate();
    void change(Entity entity, RowKey row, const QJsonObject& fields);
    void act(Entity entity, RowKey row, Action action);
    void apply(Gesture gesture);
    void turn(bool back);
    Status takeUpAgain(GroupId group);
    Status giveUp(GroupId group);
    void noteCovered(const std::vector<OutboxEntry>& before);
    void noteDiscarded(const std::vector<OutboxEntry>& entries);
    using Rows = std::vector<std::pair<Entity, RowKey>>;
    [[nodiscard]] Book::Images look(const Rows& rows);
    void note(const Rows& rows, const Book::Images& before, const Result<EditReceipt>& receipt);

    Timeline& m_timeline;
    Random& m_random;
    Trace& m_trace;
    Book& m_book;
    Device& m_device;
    int m_index;
};

} // namespace convoy::simulation
