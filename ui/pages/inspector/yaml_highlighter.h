// YamlHighlighter: keys, strings, numbers and comments of YAML in the colours of the theme. GUI thread.
#pragma once

#include <QSyntaxHighlighter>

#include "ui/base/theme.h"

namespace claimscope::ui {

/// Line by line and without a grammar: what a server sends is block style, and a wrong colour misleads nobody.
class YamlHighlighter final : public QSyntaxHighlighter {
  Q_OBJECT
 public:
  YamlHighlighter(Look& look, QTextDocument* document);
  /// Off for texts so long that colouring them would be felt.
  void setOn(bool on);

 protected:
  void highlightBlock(const QString& text) override;

 private:
  void colourValue(const QString& text, qsizetype from);
  Look& m_look;
  bool m_on = true;
};

}  // namespace claimscope::ui
