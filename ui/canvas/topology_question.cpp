// Questions to the topology: an area in numbers, how two objects are connected, who a failure would hit.
#include <algorithm>

#include "ui/canvas/topology_canvas.h"

namespace claimscope::ui {

void TopologyCanvas::showInsight(const Insight& insight) {
  m_panel->setInsight(insight);
  placeOverlays();
  m_panel->raise();
}

/// Answers what is asked, of the snapshot in sight; a question about something that is gone ends.
void TopologyCanvas::answer() {
  m_questionDevices.clear();
  m_questionNodes.clear();
  if (!ready() || m_question.kind == Question::Kind::none) {
    return;
  }
  const cluster::Snapshot& snapshot = *m_scene.snapshot;
  const auto find = [&snapshot](const topology::FocusName& name) {
    return topology::findFocus(snapshot, name.kind, name.namespaceName, name.name);
  };
  switch (m_question.kind) {
    case Question::Kind::none:
      return;
    case Question::Kind::area: {
      const QRectF& area = m_question.area;
      const topology::Rect reach{area.x(), area.y(), area.width(), area.height()};
      for (const topology::NodeBox& box : m_scene.layout->nodes) {
        if (box.rect.intersects(reach)) {
          m_questionNodes.push_back(box.node);
          const auto& devices = m_scene.inventory().nodes[box.node].devices;
          m_questionDevices.insert(m_questionDevices.end(), devices.begin(), devices.end());
        }
      }
      std::sort(m_questionNodes.begin(), m_questionNodes.end());
      showInsight(areaInsight(snapshot, m_questionNodes));
      return;
    }
    case Question::Kind::chain: {
      const Focus from = find(m_question.about);
      const Focus to = find(m_question.other);
      if (from.kind == Focus::Kind::none || to.kind == Focus::Kind::none) {
        closeQuestion();
        return;
      }
      const topology::Chain chain = topology::chainBetween(snapshot, from, to);
      for (const topology::Link& link : chain.links) {
        if (link.kind == topology::Link::Kind::device) {
          m_questionDevices.push_back(link.index);
        } else if (link.kind == topology::Link::Kind::node) {
          m_questionNodes.push_back(link.index);
        }
      }
      for (const Focus& end : {from, to}) {
        const topology::Neighbourhood around = topology::neighbourhood(snapshot, end);
        m_questionDevices.insert(m_questionDevices.end(), around.devices.begin(), around.devices.end());
      }
      showInsight(chainInsight(snapshot, chain, from, to));
      return;
    }
    case Question::Kind::blast: {
      const Focus about = find(m_question.about);
      const std::vector<topology::FailureScope> all = topology::failureScopes(snapshot, cards(), about);
      const topology::FailureScope& wanted = m_question.scope;
      const auto scope = std::find_if(all.begin(), all.end(), [&wanted](const topology::FailureScope& s) {
        return s.kind == wanted.kind && s.name == wanted.name && s.value == wanted.value;
      });
      if (scope == all.end()) {
        closeQuestion();
        return;
      }
      const topology::BlastRadius radius = topology::blastRadius(snapshot, *scope);
      m_questionDevices = radius.devices;
      m_questionNodes = radius.nodes;
      showInsight(blastInsight(snapshot, *scope, radius));
      return;
    }
  }
}

void TopologyCanvas::askArea(const QRectF& world) {
  if (ready()) {
    m_question = {Question::Kind::area, world.normalized(), {}, {}, {}};
    answer();
    updateEmphasis();
    sceneChanged();
  }
}

void TopologyCanvas::askChain(Focus from, Focus to) {
  if (ready() && from.kind != Focus::Kind::none && to.kind != Focus::Kind::none) {
    m_question = {
        Question::Kind::chain, {}, topology::nameOf(*m_scene.snapshot, to), {}, topology::nameOf(*m_scene.snapshot, from)};
    answer();
    updateEmphasis();
    sceneChanged();
  }
}

void TopologyCanvas::askBlast(const topology::FailureScope& scope) {
  if (ready()) {
    m_question = {Question::Kind::blast, {}, {}, scope, m_focusName};
    answer();
    updateEmphasis();
    sceneChanged();
  }
}

void TopologyCanvas::closeQuestion() {
  m_question = {};
  m_questionDevices.clear();
  m_questionNodes.clear();
  showInsight({});
  if (m_scene.snapshot != nullptr) {
    updateEmphasis();
    sceneChanged();
  }
}

std::vector<topology::FailureScope> TopologyCanvas::scopes() {
  if (!ready() || m_bound.focus.kind == Focus::Kind::none) {
    return {};
  }
  return topology::failureScopes(*m_scene.snapshot, cards(), m_bound.focus);
}

}  // namespace claimscope::ui
