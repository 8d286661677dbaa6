#include "ui/pages/explanation/fix_list.h"

#include <QPainter>
#include <algorithm>

#include "model/actions/action.h"
#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/base/panels.h"

namespace claimscope::ui {
namespace {

constexpr int kShown = 3;

bool same(const explanation::Fix& a, const explanation::Fix& b) {
  return a.id == b.id && a.text == b.text && a.effect == b.effect && a.sideEffect == b.sideEffect && a.command == b.command &&
         a.node == b.node && a.verified == b.verified;
}

}  // namespace

/// One change.
class FixCard final : public QWidget {
 public:
  FixCard(Look& look, int number, const explanation::Fix& fix, bool last, const std::function<void(const QString&)>& showNode,
          const std::function<void(const diagnosis::ActionRequest&)>& rehearse, QWidget* parent)
      : QWidget(parent), m_look(look), m_id(fix.id), m_last(last) {
    auto* outer = new QHBoxLayout(this);
    outer->setContentsMargins(12, 10, 12, 11);
    outer->setSpacing(8);
    auto* digit = new PlainLabel(look, FontRole::mono, Ink::muted, QString::number(number), this);
    digit->setFixedHeight(18);
    digit->setElide(Qt::ElideNone);
    auto* column = new QVBoxLayout;
    column->setSpacing(2);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    auto* text = new WrapText(look, FontRole::bodyStrong, Ink::primary, 3, this);
    text->setText(said(fix.text));
    digit->setMinimumWidth(12);
    head->addWidget(digit, 0, Qt::AlignTop);
    head->addWidget(text, 1);
    column->addLayout(head);
    const auto line = [&](const std::string& words, FontRole role, Ink ink) {
      if (!words.empty()) {
        auto* row = new QHBoxLayout;
        row->setContentsMargins(20, 0, 0, 0);
        auto* label = new WrapText(m_look, role, ink, 4, this);
        label->setText(said(words));
        row->addWidget(label);
        column->addLayout(row);
      }
    };
    line(fix.effect, FontRole::small, fix.verified ? Ink::ok : Ink::secondary);
    if (!fix.verified) {
      line(FixList::tr("Not simulated: more may be needed.").toStdString(), FontRole::caption, Ink::warning);
    }
    line(fix.sideEffect, FontRole::caption, Ink::muted);
    if (!fix.command.empty()) {
      column->addSpacing(4);
      auto* box = new CommandBox(look, this);
      box->setCommand(QString::fromStdString(fix.command));
      column->addWidget(box);
    }
    const std::optional<diagnosis::ActionRequest> request = requestOf(fix);
    if (!fix.node.empty() || request) {
      column->addSpacing(6);
    }
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    column->addLayout(row);
    if (request) {
      auto* button = new Button(look, ButtonStyle::normal, FixList::tr("Rehearse"), true, this);
      button->setAccessibleDescription(said(fix.text));
      button->setToolTip(FixList::tr("What it would do, with the server's dry run; nothing is changed"));
      QObject::connect(button, &QAbstractButton::clicked, this, [rehearse, request] { rehearse(*request); });
      row->addWidget(button);
    }
    if (!fix.node.empty()) {
      const QString node = plain(fix.node);
      auto* show = new Button(look, ButtonStyle::normal, FixList::tr("Show where it lands"), true, this);
      show->setAccessibleDescription(node);
      show->setToolTip(toolTipText(FixList::tr("The allocator put it on %1 when this change was tried.").arg(node)));
      QObject::connect(show, &QAbstractButton::clicked, this, [showNode, node] { showNode(node); });
      row->addWidget(show);
    }
    row->addStretch(1);
    outer->addLayout(column, 1);
    setAccessibleName(FixList::tr("Change %1: %2").arg(number).arg(said(fix.text)));
    setAccessibleDescription(said(fix.effect) + QLatin1Char(' ') + said(fix.sideEffect));
  }
  [[nodiscard]] const std::string& id() const { return m_id; }

 protected:
  void paintEvent(QPaintEvent*) override {
    if (!m_last) {
      QPainter(this).fillRect(0, height() - 1, width(), 1, m_look.theme().border.subtle);
    }
  }

 private:
  Look& m_look;
  std::string m_id;
  bool m_last;
};

std::optional<diagnosis::ActionRequest> requestOf(const explanation::Fix& fix) {
  const std::size_t colon = fix.id.find(':');
  if (colon == std::string::npos) {
    return std::nullopt;
  }
  const std::string verb = fix.id.substr(0, colon);
  const std::string name = fix.id.substr(colon + 1);
  if (verb == "uncordon" && actions::findAction("uncordon_node") != nullptr) {
    return diagnosis::ActionRequest{"uncordon_node", {{"node", {}, name}}, {}, {fix.id}};
  }
  const std::size_t slash = name.find('/');
  // Scaling or suspending an owner releases a claim too, and is no guided action.
  const bool itself = fix.text.rfind("Release ", 0) == 0;
  if (verb == "release" && itself && slash != std::string::npos && actions::findAction("release_claim") != nullptr) {
    return diagnosis::ActionRequest{"release_claim", {{"claim", name.substr(0, slash), name.substr(slash + 1)}}, {}, {fix.id}};
  }
  return std::nullopt;
}

FixList::FixList(Look& look, QWidget* parent) : QWidget(parent), m_look(look), m_layout(new QVBoxLayout(this)) {
  m_layout->setContentsMargins(0, 0, 0, 0);
  m_layout->setSpacing(0);
}

void FixList::setFixes(const std::vector<explanation::Fix>& fixes, const QString& none) {
  if (m_holder != nullptr && m_none == none && std::equal(fixes.begin(), fixes.end(), m_fixes.begin(), m_fixes.end(), same)) {
    return;
  }
  m_fixes = fixes;
  m_none = none;
  build();
}

void FixList::showAll() {
  m_all = true;
  build();
}

void FixList::build() {
  if (m_holder != nullptr) {
    m_layout->removeWidget(m_holder);
    m_holder->hide();
    m_holder->deleteLater();
  }
  m_cards.clear();
  m_holder = new QWidget(this);
  auto* column = new QVBoxLayout(m_holder);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  const auto all = static_cast<int>(m_fixes.size());
  const int shown = m_all ? all : std::min(all, kShown);
  m_hidden = all - shown;
  for (int i = 0; i < shown; ++i) {
    auto* card = new FixCard(
        m_look, i + 1, m_fixes[static_cast<std::size_t>(i)], i + 1 == all,
        [this](const QString& node) { Q_EMIT nodeRequested(node); },
        [this](const diagnosis::ActionRequest& request) { Q_EMIT requestWanted(request); }, m_holder);
    m_cards.push_back(card);
    column->addWidget(card);
  }
  if (m_hidden > 0) {
    auto* row = new QHBoxLayout;
    row->setContentsMargins(12, 6, 12, 8);
    auto* more = new Button(m_look, ButtonStyle::link, tr("%1 more").arg(m_hidden), true, m_holder);
    connect(more, &QAbstractButton::clicked, this, [this] { showAll(); });
    row->addWidget(more);
    row->addStretch(1);
    column->addLayout(row);
  }
  if (all == 0) {
    auto* row = new QHBoxLayout;
    row->setContentsMargins(12, 10, 12, 10);
    auto* words = new WrapText(m_look, FontRole::small, Ink::muted, 6, m_holder);
    words->setText(m_none);
    row->addWidget(words);
    column->addLayout(row);
  }
  m_layout->addWidget(m_holder);
  m_holder->show();
  Q_EMIT heightChanged();
}

QWidget* FixList::cardFor(const std::string& name) const {
  const auto found = std::find_if(m_cards.begin(), m_cards.end(), [&](const FixCard* card) {
    const std::string& id = card->id();
    return id.size() >= name.size() && id.compare(id.size() - name.size(), name.size(), name) == 0;
  });
  return found == m_cards.end() ? nullptr : *found;
}

}  // namespace claimscope::ui
