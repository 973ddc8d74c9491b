"""Drawings as charts of PowerPoint's own, which the reader can edit: bars, ranges, lines, bands."""

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
)
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from advisor.explain.section import Drawing
from advisor.output.export.style import (
    FONT,
    INK,
    QUIET,
    RULE,
    SERIES,
    cut,
    mixed,
    readable,
    unbroken,
)

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_MOST_ROWS = (12, 10)  # of bars, of ranges; the workbook has them all
_TALK = 18.0  # points: in a talk every number stands at its bar, and bars need no scale
Box = tuple[float, float, float, float]  # left, top, width, height in inches


def rgb(colour: str) -> RGBColor:
    """Return #rrggbb as PowerPoint's colour."""
    return RGBColor.from_string(colour.removeprefix("#"))


def add_chart(slide: Any, drawing: Drawing, box: Box, accent: str, size: float = 11.0) -> None:
    """Draw on a slide, every text of `size` points."""
    drawing = drawing.first(_MOST_ROWS[drawing.kind == "ranges"])
    place = [Inches(x) for x in box]
    make = {"bars": _bars, "stacked_bars": _bars, "ranges": _ranges, "lines": _lines,
            "band": _band}[drawing.kind]  # fmt: skip
    kind, data = _data(drawing)
    frame = slide.shapes.add_chart(kind, *place, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", drawing.alt or drawing.unit)
    chart = frame.chart
    chart.font.name, chart.font.size, chart.font.color.rgb = FONT, Pt(size), rgb(INK)
    chart.has_title = False
    make(chart, drawing, readable(accent), size)


def _data(drawing: Drawing) -> tuple[Any, Any]:
    if drawing.kind == "lines":
        lines = XyChartData()
        for name, values in drawing.series:
            series = lines.add_series(name)
            for x, y in zip(drawing.labels, values, strict=True):
                if y is not None:
                    series.add_data_point(float(x), drawing.shown(y))
        return XL_CHART_TYPE.XY_SCATTER_LINES, lines
    data = CategoryChartData()
    if drawing.kind == "band":
        low, median, high = (values for _, values in drawing.series)
        data.categories = [f"{x:g}" for x in drawing.labels]
        data.add_series("Low", [drawing.shown(v or 0.0) for v in low])
        data.add_series("Low to high", _apart(drawing, high, low))
        data.add_series("Median", [drawing.shown(v or 0.0) for v in median])
        return XL_CHART_TYPE.AREA_STACKED, data
    if drawing.kind == "ranges":
        median = drawing.series[1][1]
        data.categories = [
            f"{cut(str(label), 74)}: {unbroken(_ends(drawing, k))}"
            for k, label in enumerate(drawing.labels)
        ]
        data.add_series("Median", [drawing.shown(v or 0.0) for v in median])
        return XL_CHART_TYPE.BAR_CLUSTERED, data
    data.categories = [str(label) for label in drawing.labels]
    for name, values in drawing.series:
        data.add_series(name, [None if v is None else drawing.shown(v) for v in values])
    stacked = drawing.kind == "stacked_bars"
    return XL_CHART_TYPE.BAR_STACKED if stacked else XL_CHART_TYPE.BAR_CLUSTERED, data


def _ends(drawing: Drawing, row: int) -> str:
    """Return low and high of a row, one figure where they are the same."""
    low, high = (drawing.written(drawing.series[k][1][row]) for k in (0, 2))
    return low if low == high else f"{low} to {high}"


def _apart(
    drawing: Drawing, upper: Sequence[float | None], lower: Sequence[float | None]
) -> list[float]:
    """Return how far two series are apart, row by row, as they are shown."""
    return [
        drawing.shown(u or 0.0) - drawing.shown(v or 0.0) for u, v in zip(upper, lower, strict=True)
    ]


def _number_format(drawing: Drawing) -> str:
    most = max((abs(v) for _, values in drawing.series for v in values if v), default=0.0)
    return "#,##0" if most >= 1000 else "General"


def _axes(chart: Any, drawing: Drawing, size: float) -> None:
    """Dress the axes of horizontal bars: first row on top, names at the left, a quiet grid."""
    names, values = chart.category_axis, chart.value_axis
    if drawing.kind == "ranges":  # PowerPoint's own choice would cut the ranges off
        values.minimum_scale, values.maximum_scale = drawing.bounds()
    names.reverse_order = True
    skip = etree.SubElement(names._element, qn("c:tickLblSkip"))  # every row has its name
    skip.set("val", "1")
    skip.getparent().remove(skip)
    names._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)
    names.format.line.color.rgb = rgb(RULE)
    names.has_major_gridlines = False
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.tick_labels.font.size = Pt(size)
    if size >= _TALK:
        values.visible = values.has_major_gridlines = values.has_title = False
        return
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = rgb("#E3EAE8")
    values.format.line.fill.background()
    values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH  # below, the rows being reversed
    values.tick_labels.font.size = Pt(size)
    values.tick_labels.font.color.rgb = rgb(QUIET)
    values.tick_labels.number_format = _number_format(drawing)
    values.tick_labels.number_format_is_linked = False
    _axis_title(values, drawing.unit, size)


def _axis_title(axis: Any, text: str, size: float) -> None:
    if not text:
        axis.has_title = False
        return
    axis.has_title = True
    frame = axis.axis_title.text_frame
    frame.text = text
    font = frame.paragraphs[0].runs[0].font
    font.size, font.bold, font.color.rgb, font.name = Pt(size), False, rgb(QUIET), FONT


def _legend(chart: Any, needed: bool, size: float) -> None:
    chart.has_legend = needed
    if needed:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(size)


def _bars(chart: Any, drawing: Drawing, accent: str, size: float) -> None:
    _axes(chart, drawing, size)
    plot = chart.plots[0]
    single = len(drawing.series) == 1
    plot.gap_width = 45
    plot.vary_by_categories = False
    plot.overlap = 100 if drawing.kind == "stacked_bars" else -5
    _legend(chart, not single, size)
    for series, colour in zip(plot.series, (accent, *SERIES * 3), strict=False):
        _fill(series, colour)
        if single:
            for k, own in enumerate(drawing.colours):
                _fill(series.points[k], own)
    if drawing.kind == "bars" and len(drawing.series) <= 2:
        plot.has_data_labels = True
        labels = plot.data_labels
        labels.number_format, labels.number_format_is_linked = _number_format(drawing), False
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
        labels.font.size = Pt(size)


def _fill(thing: Any, colour: str) -> None:
    thing.format.fill.solid()
    thing.format.fill.fore_color.rgb = rgb(colour)


def _ranges(chart: Any, drawing: Drawing, accent: str, size: float) -> None:
    _axes(chart, drawing, size)
    _legend(chart, False, size)
    plot = chart.plots[0]
    plot.gap_width = 70
    plot.vary_by_categories = False
    series = plot.series[0]
    _fill(series, mixed(accent, "#FFFFFF", 0.45))
    for k, own in enumerate(drawing.colours):
        _fill(series.points[k], mixed(own, "#FFFFFF", 0.45))
    low, median, high = (values for _, values in drawing.series)
    bars = _error_bars(_apart(drawing, high, median), _apart(drawing, median, low))
    before = series._element.find(qn("c:cat"))
    before.addprevious(bars)


def _error_bars(plus: Sequence[float], minus: Sequence[float]) -> Any:
    """Make custom error bars, which python-pptx has no call for."""

    def literal(name: str, values: Sequence[float]) -> str:
        points = "".join(
            f'<c:pt idx="{k}"><c:v>{max(0.0, v):.6g}</c:v></c:pt>' for k, v in enumerate(values)
        )
        count = f'<c:ptCount val="{len(values)}"/>'
        return f"<c:{name}><c:numLit><c:formatCode>General</c:formatCode>{count}{points}" \
               f"</c:numLit></c:{name}>"  # fmt: skip

    return etree.fromstring(
        f'<c:errBars xmlns:c="{_C}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f"{literal('plus', plus)}{literal('minus', minus)}"
        f'<c:spPr><a:ln w="28575"><a:solidFill><a:srgbClr val="{INK[1:]}"/></a:solidFill></a:ln>'
        "</c:spPr></c:errBars>"
    )


def _plain_axes(chart: Any, drawing: Drawing, size: float) -> None:
    """Dress the axes of lines and bands: upright numbers, their units as titles."""
    along, up = chart.category_axis, chart.value_axis
    along.has_major_gridlines = False
    along.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    along.format.line.color.rgb = rgb(RULE)
    up.has_major_gridlines = True
    up.major_gridlines.format.line.color.rgb = rgb("#E3EAE8")
    up.format.line.fill.background()
    for axis in (along, up):
        axis.tick_labels.font.size = Pt(size)
        axis.tick_labels.font.color.rgb = rgb(QUIET)
    up.tick_labels.number_format = _number_format(drawing)
    up.tick_labels.number_format_is_linked = False
    _axis_title(along, drawing.axis, size)
    _axis_title(up, drawing.unit if size < _TALK else "", size)


def _lines(chart: Any, drawing: Drawing, accent: str, size: float) -> None:
    _plain_axes(chart, drawing, size)
    _legend(chart, len(drawing.series) > 1, size)
    xs = [float(x) for x in drawing.labels]
    chart.category_axis.minimum_scale, chart.category_axis.maximum_scale = min(xs), max(xs)
    for series, colour in zip(chart.plots[0].series, (accent, *SERIES * 3), strict=False):
        series.format.line.color.rgb = rgb(colour)
        series.format.line.width = Pt(2.5)
        series.smooth = False
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = rgb(colour)
        series.marker.format.line.color.rgb = rgb(colour)


def _band(chart: Any, drawing: Drawing, accent: str, size: float) -> None:
    """Show low to high as an area and the median as a line over it, on the same axes."""
    _plain_axes(chart, drawing, size)
    _legend(chart, True, size)
    low, spread, median = chart.plots[0].series
    low.format.fill.background()
    low.format.line.fill.background()
    _fill(spread, mixed(accent, "#FFFFFF", 0.72))
    area = chart.plots[0]._element
    line = etree.SubElement(area.getparent(), qn("c:lineChart"))
    area.addnext(line)
    etree.SubElement(line, qn("c:grouping")).set("val", "standard")
    etree.SubElement(line, qn("c:varyColors")).set("val", "0")
    line.append(median._element)
    for axis in area.findall(qn("c:axId")):
        etree.SubElement(line, qn("c:axId")).set("val", axis.get("val"))
    moved = chart.plots[1].series[0]
    moved.format.line.color.rgb = rgb(accent)
    moved.format.line.width = Pt(3)
    moved.smooth = False
    marker = moved._element.get_or_add_marker()
    symbol = etree.SubElement(marker, qn("c:symbol"))
    symbol.set("val", "none")
    # The lower edge needs no entry in the legend: it is where the area begins.
    entry = etree.SubElement(chart.legend._element, qn("c:legendEntry"))
    etree.SubElement(entry, qn("c:idx")).set("val", "0")
    etree.SubElement(entry, qn("c:delete")).set("val", "1")
    chart.legend._element.insert(1, entry)
