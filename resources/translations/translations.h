#pragma once

class QCoreApplication;

namespace convoy {

//! Makes the application speak: the person's language where there is a translation, and English plurals otherwise. Call
//! once, after the application object.
void installTranslations(QCoreApplication& application);

} // namespace convoy
