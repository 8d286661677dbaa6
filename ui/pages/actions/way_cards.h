// WayCards: the ways to hold devices in advance, each with what it gives and what it costs here; one is chosen. GUI thread.
#pragma once

#include <QVBoxLayout>
#include <QWidget>
#include <vector>

#include "model/actions/reservations.h"
#include "ui/base/theme.h"

namespace claimscope::ui {

class WayCard;

class WayCards final : public QWidget {
  Q_OBJECT
 public:
  explicit WayCards(Look& look, QWidget* parent = nullptr);
  void setOffers(const std::vector<actions::WayOffer>& offers);
  void setChosen(const std::string& way);
  [[nodiscard]] int cards() const { return static_cast<int>(m_cards.size()); }
  [[nodiscard]] QWidget* card(int index) const;

 Q_SIGNALS:
  /// A way by its word: "placeholder", "taint", "immediate".
  void chosen(const QString& way);

 private:
  Look& m_look;
  QVBoxLayout* m_layout;
  std::vector<actions::WayOffer> m_offers;
  std::vector<WayCard*> m_cards;
  std::string m_chosen;
};

}  // namespace claimscope::ui
