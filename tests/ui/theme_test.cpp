#include "tests/ui/uiworld.h"
#include "ui/theme/colours.h"

#include <QApplication>
#include <QPainter>
#include <QRegularExpression>
#include <QStyleOption>

using namespace convoy;
using namespace convoy::ui;
using namespace Qt::Literals::StringLiterals;

class Colour : public ::testing::TestWithParam<Scheme> { };

TEST_P(Colour, PairsOfTextAndGroundReachFourAndAHalf)
{
    const Colours& c = coloursOf(GetParam());
    const auto expectReadable = [](const QColor& text, const QColor& ground, const char* what) {
        EXPECT_GE(contrast(text, ground), 4.5) << what << ' ' << text.name().toStdString() << " on " << ground.name().toStdString();
    };
    for (const QColor& ground : { c.window, c.base, c.sidebar, c.hover, c.selection }) {
        expectReadable(c.text, ground, "text");
        expectReadable(c.muted, ground, "muted");
        expectReadable(c.danger, ground, "danger");
        expectReadable(c.warning, ground, "warning");
        expectReadable(c.success, ground, "success");
        expectReadable(c.accent, ground, "accent");
    }
    expectReadable(c.onAccent, c.accent, "button");
    expectReadable(c.onAccent, c.accentHover, "button under the pointer");
    expectReadable(c.onToast, c.toast, "toast");
    expectReadable(c.toastLink, c.toast, "verb of a toast");
    for (const QColor& label : c.labels)
        expectReadable(label, c.chip(label), "label");
    expectReadable(c.muted, c.chip(c.muted), "number of further labels");
}

INSTANTIATE_TEST_SUITE_P(Schemes, Colour, ::testing::Values(Scheme::Light, Scheme::Dark));

TEST(Theme, MeasuresContrastAsWcagDoes)
{
    EXPECT_NEAR(contrast(Qt::black, Qt::white), 21.0, 0.01);
    EXPECT_NEAR(contrast(QColor(0x77, 0x77, 0x77), Qt::white), 4.48, 0.01);
}

TEST(Theme, LeavesNoWordOfTheStyleSheetUnreplaced)
{
    const QString sheet = (test::UiWorld::theme(), styleSheetOf(coloursOf(Scheme::Dark)));

    EXPECT_FALSE(sheet.isEmpty());
    EXPECT_FALSE(sheet.contains(QRegularExpression(u"@\\w+@"_s)));
}

TEST(Theme, FollowsTheSystemUnlessThePersonChose)
{
    Theme& theme = test::UiWorld::theme();

    theme.setScheme(Scheme::Dark);
    EXPECT_EQ(theme.scheme(), Scheme::Dark);
    EXPECT_EQ(qApp->palette().color(QPalette::Window), coloursOf(Scheme::Dark).window);

    theme.setChoice(Theme::Choice::Light);
    EXPECT_EQ(theme.scheme(), Scheme::Light);

    theme.setChoice(Theme::Choice::FollowSystem);
    EXPECT_EQ(theme.scheme(), Scheme::Dark);
    theme.setScheme(Scheme::Light);
}

TEST(Theme, PaintsIconsInItsTones)
{
    Theme& theme = test::UiWorld::theme();
    const QIcon icon = theme.icon("list-add"_L1, Tone::Accent);
    const auto inkOf = [&] {
        const QImage image = icon.pixmap(16, 16).toImage().convertToFormat(QImage::Format_ARGB32);
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (qAlpha(image.pixel(x, y)) == 255)
                    return QColor(image.pixel(x, y));
            }
        }
        return QColor();
    };

    EXPECT_EQ(inkOf(), coloursOf(Scheme::Light).accent);
    theme.setScheme(Scheme::Dark);
    EXPECT_EQ(inkOf(), coloursOf(Scheme::Dark).accent);
    theme.setScheme(Scheme::Light);
}

TEST(Theme, MarksOfChoicesAreSeenInBothSchemes)
{
    Theme& theme = test::UiWorld::theme();
    for (const Scheme scheme : { Scheme::Light, Scheme::Dark }) {
        theme.setChoice(scheme == Scheme::Dark ? Theme::Choice::Dark : Theme::Choice::Light);
        const Colours& colours = coloursOf(scheme);
        for (const auto element : { QStyle::PE_IndicatorRadioButton, QStyle::PE_IndicatorCheckBox, QStyle::PE_IndicatorItemViewItemCheck }) {
            for (const auto state : { QStyle::State_Off, QStyle::State_On, QStyle::State_NoChange }) {
                QStyleOptionButton option;
                option.rect = QRect(0, 0, 16, 16);
                option.state = QStyle::State_Enabled | state;
                QImage image(16, 16, QImage::Format_RGB32);
                image.fill(colours.window);
                QPainter painter(&image);
                qApp->style()->drawPrimitive(element, &option, &painter, nullptr);
                painter.end();
                double best = 0;
                for (int x = 0; x < 16; ++x)
                    best = std::max(best, contrast(image.pixelColor(x, 8), colours.window));
                EXPECT_GE(best, 3.0) << int(scheme) << ' ' << int(element) << ' ' << int(state);
            }
        }
    }
    theme.setChoice(Theme::Choice::FollowSystem);
}

TEST(Theme, AnIconWithoutRoomIsNothingAndSaysNothing)
{
    static QStringList said;
    said.clear();
    const auto before = qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString& words) { said.append(words); });
    const QIcon icon = test::UiWorld::theme().icon("list-add"_L1, Tone::Accent);

    QPixmap ground(16, 16);
    QPainter painter(&ground);
    icon.paint(&painter, QRect(0, 0, 0, 16));
    EXPECT_TRUE(icon.pixmap(QSize(16, 0)).isNull());

    qInstallMessageHandler(before);
    EXPECT_EQ(said.join(u'\n').toStdString(), std::string());
}
