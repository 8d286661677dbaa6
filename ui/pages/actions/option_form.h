// OptionForm: the options of an action as ticks, fields and choices, made from its OptionSpecs. GUI thread.
#pragma once

#include <QVBoxLayout>
#include <QWidget>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "model/actions/action.h"
#include "ui/base/plain_label.h"

namespace claimscope::ui {

class OptionForm final : public QWidget {
  Q_OBJECT
 public:
  explicit OptionForm(Look& look, QWidget* parent = nullptr);
  /// Fields are kept, and the keyboard in them, while it is the same action.
  void setAction(const actions::Action* action, const std::map<std::string, std::string>& values);
  /// What differs from the standard.
  [[nodiscard]] std::map<std::string, std::string> values() const;
  /// Sets one as if the person had; false when the action has no such option.
  bool set(const std::string& name, const std::string& value);
  void setReadOnly(bool readOnly);
  [[nodiscard]] bool isEmpty() const { return m_fields.empty(); }

 Q_SIGNALS:
  /// The person changed one.
  void changed();

 private:
  struct Field {
    const actions::OptionSpec* spec = nullptr;
    QWidget* widget = nullptr;
    std::function<std::string()> read;
    std::function<void(const std::string&)> write;
  };
  void build(const actions::Action& action);
  [[nodiscard]] Field fieldOf(const actions::OptionSpec& spec);

  Look& m_look;
  const actions::Action* m_action = nullptr;
  QVBoxLayout* m_layout;
  QWidget* m_holder = nullptr;
  std::vector<Field> m_fields;
  bool m_quiet = false;
};

}  // namespace claimscope::ui
