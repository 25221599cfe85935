#pragma once

#include "docgen/wordml/story.hpp"

namespace kontor::docgen::wordml {

/// Pictures, boxes of text and shapes, of DrawingML (w:drawing) and of VML (w:pict, w:object).
class DrawingReader {
 public:
  DrawingReader(Story& story, const Setting& setting, bool furniture)
      : story_(story), setting_(setting), furniture_(furniture) {}

  /// What stands in the line in its place: a picture, or what is anchored there.
  Runs read(Xml node);

 private:
  // drawings.cpp
  void drawing(Xml place);
  void graphic(Xml data, Float place, bool in_line, std::string_view alt);
  void picture(Xml picture, Float place, bool in_line, std::string_view alt);
  void shape(Xml shape, Float place, bool in_line);
  void group(Xml group, const Float& place, int depth);
  void put(Float place, bool in_line);

  // vml.cpp
  void vml(Xml container);
  void vml_shape(Xml shape);
  void text_path(std::string_view text);

  Story& story_;
  const Setting& setting_;
  bool furniture_;
  Runs out_;
};

/// The colour of a:solidFill: "" for none.
std::string fill_of(Xml properties, const Theme& theme);

}  // namespace kontor::docgen::wordml
