#include "ui/actions/shortcuts.h"

#include "ui/actions/actiontable.h"

#include <QSettings>
#include <QStringList>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto group = "shortcuts/"_L1;
constexpr auto lettersSetting = "shortcutLetters"_L1;

//! Whether one of two keys is the beginning of the other: then only the shorter one would ever be heard.
bool overlap(const QKeySequence& a, const QKeySequence& b)
{
    const int common = std::min(a.count(), b.count());
    for (int i = 0; i < common; ++i) {
        if (a[uint(i)] != b[uint(i)])
            return false;
    }
    return common > 0;
}

//! Lists and the sidebar never have the focus at once; the window's keys work in both.
bool meet(ActionScope a, ActionScope b) { return a == b || a == ActionScope::Window || b == ActionScope::Window; }

} // namespace

bool startsWithLetter(const QKeySequence& key)
{
    if (key.isEmpty())
        return false;
    const QKeyCombination first = key[0];
    const bool plain = !(first.keyboardModifiers() & ~Qt::KeyboardModifiers(Qt::ShiftModifier | Qt::KeypadModifier));
    return plain && first.key() > Qt::Key_Space && first.key() < Qt::Key_Escape;
}

Shortcuts Shortcuts::read(const QSettings& settings)
{
    Shortcuts shortcuts;
    for (const ActionRow& row : actionTable()) {
        const QVariant stored = settings.value(group + nameOf(row.id));
        if (!stored.isValid())
            continue;
        Keys keys;
        for (const QString& text : stored.toStringList()) {
            if (const QKeySequence key(text, QKeySequence::PortableText); !key.isEmpty())
                keys.append(key);
        }
        shortcuts.m_changed.insert(row.id, keys);
    }
    shortcuts.m_singleLetters = settings.value(lettersSetting, true).toBool();
    return shortcuts;
}

void Shortcuts::write(QSettings& settings) const
{
    for (const ActionRow& row : actionTable()) {
        const QString name = group + nameOf(row.id);
        if (!isChanged(row.id)) {
            settings.remove(name);
            continue;
        }
        QStringList texts;
        for (const QKeySequence& key : chosen(row.id))
            texts.append(key.toString(QKeySequence::PortableText));
        settings.setValue(name, texts);
    }
    settings.setValue(lettersSetting, m_singleLetters);
}

Shortcuts::Keys Shortcuts::chosen(ActionId id) const
{
    const auto found = m_changed.constFind(id);
    return found == m_changed.constEnd() ? actionTable()[size_t(id)].keys : *found;
}

Shortcuts::Keys Shortcuts::of(ActionId id) const
{
    Keys keys = chosen(id);
    if (!m_singleLetters)
        keys.removeIf(startsWithLetter);
    return keys;
}

void Shortcuts::set(ActionId id, const Keys& keys)
{
    if (keys == actionTable()[size_t(id)].keys)
        m_changed.remove(id);
    else
        m_changed.insert(id, keys);
}

void Shortcuts::takeOver(ActionId id, const QKeySequence& key)
{
    while (const auto other = conflict(id, key)) {
        Keys left = chosen(*other);
        left.removeIf([&key](const QKeySequence& each) { return overlap(each, key); });
        set(*other, left);
    }
    set(id, { key });
}

void Shortcuts::reset(ActionId id) { m_changed.remove(id); }

void Shortcuts::resetAll()
{
    m_changed.clear();
    m_singleLetters = true;
}

std::optional<ActionId> Shortcuts::conflict(ActionId id, const QKeySequence& key) const
{
    const ActionScope scope = actionTable()[size_t(id)].scope;
    for (const ActionRow& row : actionTable()) {
        if (row.id == id || !meet(row.scope, scope))
            continue;
        for (const QKeySequence& other : chosen(row.id)) {
            if (overlap(other, key))
                return row.id;
        }
    }
    return {};
}

} // namespace convoy::ui
