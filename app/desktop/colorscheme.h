#pragma once

#include <QDBusVariant>
#include <QObject>

namespace convoy::app {

//! Whether the desktop wants dark windows, from org.freedesktop.portal.Settings (Qt 6.4 does not know itself). Without a
//! portal the palette that the platform gave decides. Interface thread.
class ColorScheme final : public QObject {
    Q_OBJECT

public:
    explicit ColorScheme(QObject* parent = nullptr);
    [[nodiscard]] bool isDark() const { return m_dark; }

Q_SIGNALS:
    void changed(bool dark);

private:
    Q_SLOT void onSettingChanged(const QString& space, const QString& key, const QDBusVariant& value);
    void take(const QVariant& value);

    bool m_dark = false;
};

} // namespace convoy::app
