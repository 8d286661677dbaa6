// SurveyDetail: one item of posture or the control plane: what it is, by what, the fix with its command and YAML. GUI thread.
#pragma once

#include <QWidget>
#include <optional>
#include <utility>
#include <vector>

#include "ui/base/panels.h"
#include "ui/base/view.h"

namespace claimscope::ui {

struct DetailFacts {
  Mark mark = Mark::notice;
  QString title;
  QString detail;
  QString fix;
  std::vector<std::pair<QString, QString>> evidence = {};  ///< what is looked at, and its value
  QString command = {};
  QString yaml = {};
  std::optional<ObjectRef> object = {};  ///< that a button shows; none: no button
  friend bool operator==(const DetailFacts&, const DetailFacts&) = default;
};

class SurveyDetail final : public QWidget {
  Q_OBJECT
 public:
  explicit SurveyDetail(Look& look, QWidget* parent = nullptr);
  /// None: `words` stand instead.
  void setFacts(const std::optional<DetailFacts>& facts, const QString& words);
  [[nodiscard]] const std::optional<DetailFacts>& facts() const { return m_facts; }

 Q_SIGNALS:
  void objectWanted(const claimscope::ui::ObjectRef& object);

 private:
  Look& m_look;
  Panel* m_panel;
  Button* m_show;
  std::optional<DetailFacts> m_facts;
  QString m_words;
};

}  // namespace claimscope::ui
