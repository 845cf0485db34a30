#include "sync/merge/textmerge.h"

#include <git2.h>

namespace convoy::merge {

namespace {

// libgit2 counts its users; the process keeps it up from the first merge to the end.
bool libraryReady()
{
    static const bool ready = git_libgit2_init() > 0;
    return ready;
}

git_merge_file_input inputOf(const QByteArray& text)
{
    git_merge_file_input input = GIT_MERGE_FILE_INPUT_INIT;
    input.ptr = text.constData();
    input.size = size_t(text.size());
    return input;
}

} // namespace

TextMerge mergeTexts(const QString& base, const QString& mine, const QString& theirs)
{
    if (mine == theirs || mine == base)
        return { theirs };
    if (theirs == base)
        return { mine };
    if (!libraryReady())
        return { theirs, true };
    const auto baseBytes = base.toUtf8();
    const auto mineBytes = mine.toUtf8();
    const auto theirBytes = theirs.toUtf8();
    const auto baseInput = inputOf(baseBytes);
    const auto mineInput = inputOf(mineBytes);
    const auto theirInput = inputOf(theirBytes);
    git_merge_file_result result {};
    if (git_merge_file(&result, &baseInput, &mineInput, &theirInput, nullptr) != 0)
        return { theirs, true };
    TextMerge merged { theirs, result.automergeable == 0 };
    if (!merged.overlap)
        merged.text = QString::fromUtf8(result.ptr, qsizetype(result.len));
    git_merge_file_result_free(&result);
    return merged;
}

} // namespace convoy::merge
