#include "app/cli/exitcode.h"
#include "app/cli/fields.h"

#include <gtest/gtest.h>

using namespace convoy::cli;
using namespace Qt::Literals::StringLiterals;

TEST(FieldEdits, SetAddAndRemove)
{
    const auto set = parseFieldEdit(u"title=a=b"_s);
    ASSERT_TRUE(set);
    EXPECT_EQ(set->field, u"title"_s);
    EXPECT_EQ(set->value, u"a=b"_s) << "the first = decides";
    const auto add = parseFieldEdit(u"labels+=red"_s);
    ASSERT_TRUE(add);
    EXPECT_EQ(add->how, FieldEdit::How::Add);
    const auto remove = parseFieldEdit(u"Labels-=red"_s);
    ASSERT_TRUE(remove);
    EXPECT_EQ(remove->how, FieldEdit::How::Remove);
    EXPECT_EQ(remove->field, u"labels"_s);
}

TEST(FieldEdits, KeepSeveralLines)
{
    const auto edit = parseFieldEdit(u"description=one\ntwo"_s);
    ASSERT_TRUE(edit);
    EXPECT_EQ(edit->value, u"one\ntwo"_s);
}

TEST(FieldEdits, KnowTheColumnsNames)
{
    const auto edit = parseFieldEdit(u"due_date=today"_s);
    ASSERT_TRUE(edit);
    EXPECT_EQ(edit->field, u"due"_s);
}

TEST(FieldEdits, AreUsageErrorsWhenTheyMakeNoSense)
{
    for (const auto& word : { u"number=4"_s, u"colour=red"_s, u"=x"_s, u"title+=x"_s, u"uid=1"_s }) {
        const auto edit = parseFieldEdit(word);
        ASSERT_FALSE(edit) << qPrintable(word);
        EXPECT_EQ(exitCodeFor(edit.error()), ExitCode::Usage);
    }
}
