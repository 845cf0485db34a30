#include "sync/merge/textmerge.h"

#include <QLibrary>

#include <git2.h>

#include <optional>

namespace convoy::merge {

namespace {

//! libgit2, loaded for the first merge of a process, which few ever come to: with what it brings along (SSH, TLS and more) it would
//! take a tenth of every start. Without it each merge is an overlap, which the person decides.
struct Library {
    decltype(&git_merge_file) mergeFile = nullptr;
    decltype(&git_merge_file_result_free) freeResult = nullptr;
};

template <class Function> void resolve(QLibrary& file, const char* name, Function& function)
{
    function = reinterpret_cast<Function>(file.resolve(name));
}

const Library& library()
{
    static const Library loaded = [] {
        QLibrary file(QStringLiteral(CONVOY_LIBGIT2)); // stays loaded when this goes
        decltype(&git_libgit2_init) init = nullptr;
        Library found;
        resolve(file, "git_libgit2_init", init);
        resolve(file, "git_merge_file", found.mergeFile);
        resolve(file, "git_merge_file_result_free", found.freeResult);
        if (init && found.mergeFile && found.freeResult && init() > 0)
            return found;
        qWarning("Texts that two devices changed are not merged, the person decides between them: no %s. %s", CONVOY_LIBGIT2,
            qUtf8Printable(file.errorString()));
        return Library {};
    }();
    return loaded;
}

git_merge_file_input inputOf(const QByteArray& text)
{
    git_merge_file_input input = GIT_MERGE_FILE_INPUT_INIT;
    input.ptr = text.constData();
    input.size = size_t(text.size());
    return input;
}

//! Merged by lines; nothing when the library could not. In an overlap the text is as `favour` says.
std::optional<TextMerge> merged(const QString& base, const QString& mine, const QString& theirs, git_merge_file_favor_t favour)
{
    const Library& git = library();
    if (!git.mergeFile)
        return {};
    const auto baseBytes = base.toUtf8();
    const auto mineBytes = mine.toUtf8();
    const auto theirBytes = theirs.toUtf8();
    const auto baseInput = inputOf(baseBytes);
    const auto mineInput = inputOf(mineBytes);
    const auto theirInput = inputOf(theirBytes);
    git_merge_file_options options = GIT_MERGE_FILE_OPTIONS_INIT;
    options.favor = favour;
    git_merge_file_result result {};
    if (git.mergeFile(&result, &baseInput, &theirInput, &mineInput, &options) != 0)
        return {};
    TextMerge text { QString::fromUtf8(result.ptr, qsizetype(result.len)), result.automergeable == 0 };
    git.freeResult(&result);
    return text;
}

//! One of the three cases in which only one side changed anything.
std::optional<TextMerge> unchanged(const QString& base, const QString& mine, const QString& theirs)
{
    if (mine == theirs || mine == base)
        return TextMerge { theirs };
    if (theirs == base)
        return TextMerge { mine };
    return {};
}

} // namespace

TextMerge mergeTexts(const QString& base, const QString& mine, const QString& theirs)
{
    if (const auto one = unchanged(base, mine, theirs))
        return *one;
    const auto text = merged(base, mine, theirs, GIT_MERGE_FILE_FAVOR_NORMAL);
    return text && !text->overlap ? *text : TextMerge { theirs, true };
}

TextMerge mergeKeepingBoth(const QString& base, const QString& mine, const QString& theirs)
{
    const TextMerge text = mergeTexts(base, mine, theirs);
    if (!text.overlap)
        return text;
    const auto both = merged(base, mine, theirs, GIT_MERGE_FILE_FAVOR_UNION);
    return { both ? both->text : QString(theirs + u'\n' + mine), true };
}

} // namespace convoy::merge
