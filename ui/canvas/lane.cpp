#include "ui/canvas/lane.h"

#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/object_kinds.h"
#include "ui/base/tell.h"
#include "ui/canvas/card_text.h"
#include "ui/canvas/text_fit.h"

namespace claimscope::ui {

using topology::Focus;

namespace {

constexpr std::size_t kMaxPods = 6;
constexpr std::size_t kMaxClaims = 4;
constexpr double kRest = 190;  ///< owner, captions, counts and the hint
constexpr double kBox = 38;
constexpr double kClaimBox = 52;
constexpr double kGap = 10;
constexpr double kStep = 26;

QString claimDetail(const cluster::ClaimView& claim) {
  const QString devices = claim.devices.empty()
                              ? tell("no device allocated")
                              : counted(static_cast<std::int64_t>(claim.devices.size()), tell("device"), tell("devices"));
  if (claim.pods.empty()) {
    return tell("%1 · no pod").arg(devices);
  }
  return claim.pods.size() == 1 ? tell("%1 · 1 pod").arg(devices)
                                : tell("%1 · shared by %2 pods").arg(devices).arg(claim.pods.size());
}

class Builder {
 public:
  Builder(Lane& lane, const QRectF& rect) : m_lane(lane), m_left(rect.left()), m_y(rect.top() + 24) {}

  LaneBox& add(LaneBox::Kind kind, double height) {
    if (!m_lane.boxes.empty()) {
      m_y += m_lane.boxes.back().kind == kind ? kGap : kStep;
    }
    LaneBox box;
    box.kind = kind;
    box.rect = QRectF(m_left, m_y, Lane::kWidth, height);
    m_y += height;
    m_lane.boxes.push_back(std::move(box));
    return m_lane.boxes.back();
  }
  void addMore(std::size_t hidden, const QString& what) {
    LaneBox& box = add(LaneBox::Kind::more, 24);
    box.name = what.arg(hidden);
  }

 private:
  Lane& m_lane;
  double m_left;
  double m_y;
};

}  // namespace

const LaneBox* Lane::at(const QPointF& point) const {
  const auto found = std::find_if(boxes.begin(), boxes.end(), [&](const LaneBox& box) { return box.rect.contains(point); });
  return found == boxes.end() ? nullptr : &*found;
}

const LaneBox* Lane::claimBox() const {
  const auto found =
      std::find_if(boxes.begin(), boxes.end(), [](const LaneBox& box) { return box.kind == LaneBox::Kind::claim; });
  return found == boxes.end() ? nullptr : &*found;
}

Lane makeLane(const cluster::Snapshot& snapshot, const topology::Neighbourhood& bound, const QRectF& rect) {
  Lane lane;
  lane.rect = rect;
  if (bound.focus.kind == Focus::Kind::none) {
    return lane;
  }
  Builder builder(lane, rect);
  // A low window names fewer; claims come first, since the edge to the devices starts at one.
  const double room = rect.height() - kRest;
  const std::size_t maxClaims =
      std::clamp<std::size_t>(static_cast<std::size_t>(std::max(0.0, room * 0.5) / (kClaimBox + kGap)), 1, kMaxClaims);
  const double claimsHeight = static_cast<double>(std::min(maxClaims, bound.claims.size())) * (kClaimBox + kGap);
  const std::size_t maxPods =
      std::clamp<std::size_t>(static_cast<std::size_t>(std::max(0.0, room - claimsHeight) / (kBox + kGap)), 1, kMaxPods);
  if (!bound.ownerName.empty()) {
    LaneBox& box = builder.add(LaneBox::Kind::owner, kBox);
    box.caption = shown(bound.ownerKind);
    box.aside = tell("owner");
    box.name = shown(bound.ownerName);
    box.owner = ownerRef(bound.ownerKind, bound.ownerNamespace, bound.ownerName);
  }
  std::size_t count = 0;
  for (const cluster::Slot slot : bound.pods) {
    const Pod* pod = snapshot.of<Pod>().at(slot);
    if (pod == nullptr || count == maxPods) {
      continue;
    }
    LaneBox& box = builder.add(LaneBox::Kind::pod, kBox);
    box.caption = tell("Pod");
    box.aside = QString::fromStdString(pod->statusWord());
    box.name = shown(pod->meta.name);
    box.focus = {Focus::Kind::pod, slot};
    box.selected = bound.focus == box.focus;
    ++count;
  }
  if (bound.pods.size() > count && count == maxPods) {
    builder.addMore(bound.pods.size() - count, tell("and %1 more pods"));
  }
  count = 0;
  for (const cluster::ClaimIndex index : bound.claims) {
    if (count == maxClaims) {
      builder.addMore(bound.claims.size() - count, tell("and %1 more claims"));
      break;
    }
    const cluster::ClaimView& view = snapshot.inventory->claims[index];
    const ResourceClaim* claim = snapshot.of<ResourceClaim>().at(view.slot);
    LaneBox& box = builder.add(LaneBox::Kind::claim, kClaimBox);
    box.caption = tell("Claim");
    box.aside = QString::fromStdString(view.state);
    box.name = claim == nullptr ? QString() : shown(claim->meta.name);
    box.detail = claimDetail(view);
    box.focus = {Focus::Kind::claim, index};
    box.selected = bound.focus == box.focus;
    ++count;
  }
  lane.hint = lane.boxes.empty()
                  ? tell("No claim, pod or owner is bound to this. Esc clears.")
                  : tell("Everything unrelated is dimmed. ↑ ↓ walk the chain, → enters the devices, Enter inspects, Esc clears.");
  return lane;
}

void paintLane(QPainter& painter, const Lane& lane, const Look& look, bool floating) {
  const Theme& theme = look.theme();
  painter.setRenderHint(QPainter::Antialiasing, true);
  if (floating) {
    painter.setPen(QPen(theme.border.strong, theme.lineWidth));
    painter.setBrush(theme.bg.panel);
    const double bottom = lane.boxes.empty() ? lane.rect.top() + 60 : lane.boxes.back().rect.bottom() + 64;
    painter.drawRoundedRect(
        QRectF(lane.rect.left() - 12.5, lane.rect.top() - 10.5, Lane::kWidth + 25, bottom - lane.rect.top() + 10), 6, 6);
  }
  painter.setFont(look.font(FontRole::captionStrong));
  painter.setPen(theme.text.muted);
  painter.drawText(QRectF(lane.rect.left(), lane.rect.top(), Lane::kWidth, 16), Qt::AlignLeft | Qt::AlignVCenter,
                   tell("BINDINGS OF THE SELECTION"));

  // The chain: one rail at the left joins pods to claims, a short line joins the owner to its first pod.
  const LaneBox* claim = lane.claimBox();
  painter.setPen(QPen(theme.accent.text, 1.5));
  for (std::size_t i = 0; i < lane.boxes.size(); ++i) {
    const LaneBox& box = lane.boxes[i];
    if (box.kind == LaneBox::Kind::pod && claim != nullptr) {
      const double x = box.rect.left() - 7;
      painter.drawLine(QPointF(box.rect.left(), box.rect.center().y()), QPointF(x, box.rect.center().y()));
      painter.drawLine(QPointF(x, box.rect.center().y()), QPointF(x, claim->rect.center().y()));
      painter.drawLine(QPointF(x, claim->rect.center().y()), QPointF(claim->rect.left(), claim->rect.center().y()));
    }
    if (box.kind == LaneBox::Kind::owner && i + 1 < lane.boxes.size()) {
      painter.setPen(QPen(theme.border.strong, 1));
      painter.drawLine(QPointF(box.rect.left() + 20.5, box.rect.bottom()),
                       QPointF(box.rect.left() + 20.5, lane.boxes[i + 1].rect.top()));
      painter.setPen(QPen(theme.accent.text, 1.5));
    }
  }
  const QFont small = look.font(FontRole::caption);
  const QFont mono = look.font(FontRole::mono);
  for (const LaneBox& box : lane.boxes) {
    const QRectF inside = box.rect.adjusted(9, 3, -9, -3);
    if (box.kind == LaneBox::Kind::more) {
      painter.setFont(small);
      painter.setPen(theme.text.muted);
      painter.drawText(inside, Qt::AlignLeft | Qt::AlignVCenter, box.name);
      continue;
    }
    const bool violet = box.selected || box.kind == LaneBox::Kind::claim;
    painter.setPen(QPen(violet ? theme.accent.text : theme.border.strong, box.selected ? 2 : 1));
    painter.setBrush(violet ? theme.accent.soft : theme.bg.raised);
    painter.drawRoundedRect(box.rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setFont(small);
    painter.setPen(theme.text.muted);
    const double line = 15;
    painter.drawText(QRectF(inside.left(), inside.top(), inside.width(), line), Qt::AlignLeft | Qt::AlignVCenter, box.caption);
    const double captionWidth = textWidth(small, box.caption) + 8;
    painter.setPen(theme.text.secondary);
    painter.drawText(QRectF(inside.left() + captionWidth, inside.top(), inside.width() - captionWidth, line),
                     Qt::AlignRight | Qt::AlignVCenter, fitted(small, box.aside, Qt::ElideRight, inside.width() - captionWidth));
    painter.setFont(mono);
    painter.setPen(box.owner ? theme.accent.text : theme.text.primary);
    painter.drawText(QRectF(inside.left(), inside.top() + line, inside.width(), 17), Qt::AlignLeft | Qt::AlignVCenter,
                     elideKeepingSuffix(box.name, mono, inside.width()));
    if (!box.detail.isEmpty()) {
      painter.setFont(small);
      painter.setPen(theme.text.secondary);
      painter.drawText(QRectF(inside.left(), inside.top() + line + 16, inside.width(), line), Qt::AlignLeft | Qt::AlignVCenter,
                       fitted(small, box.detail, Qt::ElideRight, inside.width()));
    }
  }
  const double hintTop = lane.boxes.empty() ? lane.rect.top() + 24 : lane.boxes.back().rect.bottom() + 14;
  painter.setFont(small);
  painter.setPen(theme.text.muted);
  painter.drawText(QRectF(lane.rect.left(), hintTop, Lane::kWidth, 90),
                   static_cast<int>(Qt::AlignLeft | Qt::AlignTop) | Qt::TextWordWrap, lane.hint);
}

}  // namespace claimscope::ui
