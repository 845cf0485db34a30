#include "domain/jsonvalues.h"

#include "domain/text.h"

#include <QDate>
#include <QJsonDocument>
#include <QTime>

#include <algorithm>

namespace convoy {

using namespace Qt::Literals::StringLiterals;

QByteArray compactJson(const QJsonObject& object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }
QByteArray compactJson(const QJsonArray& array) { return QJsonDocument(array).toJson(QJsonDocument::Compact); }
QJsonObject objectFromJson(const QByteArray& json) { return QJsonDocument::fromJson(json).object(); }
QJsonArray arrayFromJson(const QByteArray& json) { return QJsonDocument::fromJson(json).array(); }

QJsonArray setArray(QStringList elements)
{
    elements.removeAll(QString());
    elements.removeDuplicates();
    // By code point, as the server sorts them; QString's own order puts emoji before some letters.
    std::sort(elements.begin(), elements.end(), [](const QString& a, const QString& b) { return a.toUtf8() < b.toUtf8(); });
    return QJsonArray::fromStringList(elements);
}

QStringList setElements(const QJsonValue& value)
{
    QStringList elements;
    for (const QJsonValue& each : value.toArray())
        elements += each.toString();
    return elements;
}

QString whyNotValid(const Field& field, const QJsonValue& value)
{
    if (value.isNull())
        return {};
    const QString name = field.name;
    switch (field.type) {
    case FieldType::Text:
    case FieldType::Timestamp:
        if (!value.isString())
            return u"%1 has to be text"_s.arg(name);
        return value.toString().toUtf8().size() > maxValueBytes
            ? u"%1 is longer than 256 KiB, which is the most that can be kept in one field"_s.arg(name)
            : QString();
    case FieldType::Integer:
    case FieldType::Reference:
        return value.isDouble() ? QString() : u"%1 has to be a number"_s.arg(name);
    case FieldType::Boolean:
        return value.isBool() ? QString() : u"%1 has to be yes or no"_s.arg(name);
    case FieldType::Date:
        return QDate::fromString(value.toString(), Qt::ISODate).isValid() ? QString()
                                                                         : u"%1 has to be a date"_s.arg(name);
    case FieldType::Time:
        return QTime::fromString(value.toString(), u"HH:mm"_s).isValid() ? QString()
                                                                        : u"%1 has to be a time"_s.arg(name);
    case FieldType::Uuid:
        return QUuid(value.toString()).isNull() ? u"%1 has to be an id"_s.arg(name) : QString();
    case FieldType::Set:
        return value.isArray() ? QString() : u"%1 has to be a list"_s.arg(name);
    case FieldType::Json:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace convoy
