#include "sync/status/sentences.h"

#include <QCoreApplication>

namespace convoy::sync {

namespace {

struct SentenceWords {
    Q_DECLARE_TR_FUNCTIONS(convoy::sync::Sentences)
};

} // namespace

QString sentenceFor(const Error& error)
{
    using Kind = Error::Kind;
    switch (error.kind) {
    case Kind::Offline:
        return SentenceWords::tr(
            "Could not reach the server. Your changes are saved on this device and will be sent when it answers.");
    case Kind::Timeout:
        return SentenceWords::tr(
            "The server took too long to answer. Your changes are saved on this device and Convoy will try again.");
    case Kind::CaptivePortal:
        return SentenceWords::tr(
            "This network wants you to sign in before it lets anything through. Your changes are saved on this "
            "device; open a web page to sign in, and Convoy will go on by itself.");
    case Kind::ServerFault:
        return SentenceWords::tr(
            "The server reported a fault of its own. Your changes are saved on this device and Convoy will try again.");
    case Kind::RateLimited:
        return SentenceWords::tr(
            "The server asks for a pause. Your changes are saved on this device and Convoy will go on shortly.");
    case Kind::Busy:
        return SentenceWords::tr(
            "The server is busy. Your changes are saved on this device and Convoy will try again shortly.");
    case Kind::Malformed:
        return SentenceWords::tr(
            "The server's answer could not be understood, so none of it was used. Your changes are saved on this "
            "device and Convoy will try again.");
    case Kind::Unauthorized:
        return SentenceWords::tr(
            "Your sign-in has ended. Your changes are saved on this device and will be sent when you sign in again.");
    case Kind::Forbidden:
        return SentenceWords::tr(
            "Your account is not allowed to do this. Your changes are kept on this device; ask an owner of the "
            "workspace, then try again.");
    case Kind::Rejected:
        return SentenceWords::tr(
            "The server did not accept this change. Its text is kept on this device until you decide what "
            "to do with it.");
    case Kind::TooOld:
        return SentenceWords::tr(
            "The server needs a newer Convoy. Your changes are saved on this device and will be sent "
            "after the update.");
    case Kind::DiskFull:
        return SentenceWords::tr(
            "The disk is full, so the last change could not be saved. What was saved before is safe; free some "
            "space and try again.");
    case Kind::ReadOnly:
        return SentenceWords::tr(
            "Convoy may not write to its data folder, so changes cannot be saved. What is there is safe; check the "
            "folder's permissions and try again.");
    case Kind::NotADatabase:
        return SentenceWords::tr(
            "The data file is damaged or is not Convoy's. It was left as it is; restore it from a backup, or start "
            "with another data folder.");
    case Kind::NewerDatabase:
        return SentenceWords::tr(
            "A newer Convoy has written this data. Nothing was touched; update Convoy to open it.");
    case Kind::Storage:
        return SentenceWords::tr(
            "The local database reported a fault, so the last step was not carried out. What was saved before is "
            "safe; try again, and restart Convoy if it comes back.");
    case Kind::Locked:
        return SentenceWords::tr(
            "Another program is using Convoy's data. Nothing is lost; try again when it has finished.");
    case Kind::Keychain:
        return SentenceWords::tr(
            "The system's keychain did not answer. Your changes are saved on this device; unlock the keychain, or "
            "sign in for this session only, and sync will go on.");
    case Kind::Invalid: // its detail is a sentence already
        return error.detail.isEmpty()
            ? SentenceWords::tr("This is not possible. Nothing was changed; correct it and try again.")
            : error.detail;
    case Kind::NotFound:
        return SentenceWords::tr(
            "This is not there any more, or you may not see it. Nothing was changed; sync to see what is there now.");
    case Kind::Cancelled:
        return SentenceWords::tr(
            "This was stopped before it was done. Your changes are saved on this device and will be sent next time.");
    }
    Q_UNREACHABLE();
}

} // namespace convoy::sync
