// ReportWish: how a person wants the incident report. GUI thread.
#pragma once

#include <QStringList>

namespace claimscope::ui {

struct ReportWish {
  enum class Format { html, markdown, json };
  Format format = Format::html;
  bool redact = false;   ///< names are replaced; then there are no pictures, which show names
  QStringList pictures;  ///< ids of pages
  bool save = true;      ///< into a file; else onto the clipboard
};

}  // namespace claimscope::ui
