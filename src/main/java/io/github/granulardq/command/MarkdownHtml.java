/*-
 * #%L
 * Granular-DQ for Fiji: integer super-resolution of microscopy images.
 * %%
 * Copyright (C) 2026 Granular-DQ developers
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 * 
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 * 
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */
package io.github.granulardq.command;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Model cards as HTML that Java's text panes show: headings, paragraphs, lists, tables, code, bold, italics and links of the web. All else stays text:
 * a card that somebody else wrote can bring in neither HTML nor images. Stateless.
 */
public final class MarkdownHtml {

	private static final Pattern HEADING = Pattern.compile("(#{1,6}) +(.*?)#*\\s*");
	private static final Pattern ITEM = Pattern.compile("\\s{0,3}([-*+]|\\d+[.)]) +(.*)");
	private static final Pattern RULER = Pattern.compile("\\s*\\|?[\\s:|-]*-[\\s:|-]*");
	private static final String FENCE = "```";
	private static final String INDENT = "    ";

	private final List<String> lines;
	private final StringBuilder html = new StringBuilder();
	private int next;

	private MarkdownHtml(final String markdown) {
		lines = markdown.lines().map(line -> line.replace("\t", INDENT)).toList();
	}

	/** Returns the body of a page. */
	public static String of(final String markdown) {
		final MarkdownHtml made = new MarkdownHtml(markdown);
		while (made.next < made.lines.size()) {
			made.block();
		}
		return made.html.toString();
	}

	private void block() {
		final String line = lines.get(next);
		final var heading = HEADING.matcher(line);
		if (line.isBlank()) {
			next++;
		}
		else if (heading.matches()) {
			final int level = heading.group(1).length();
			element("h" + level, inline(heading.group(2)));
			next++;
		}
		else if (line.startsWith(FENCE)) {
			next++;
			code(FENCE, 0);
			next++;
		}
		else if (line.startsWith(INDENT)) {
			code(null, INDENT.length());
		}
		else if (line.contains("|") && next + 1 < lines.size() && RULER.matcher(lines.get(next + 1)).matches() && lines.get(next + 1).contains("|")) {
			table();
		}
		else if (ITEM.matcher(line).matches()) {
			list();
		}
		else {
			element("p", inline(text()));
		}
	}

	private void element(final String name, final String content) {
		html.append('<').append(name).append('>').append(content).append("</").append(name).append(">\n");
	}

	/** Lines up to a fence, or as long as they are indented. */
	private void code(final String fence, final int indent) {
		final StringBuilder text = new StringBuilder();
		while (next < lines.size() && (fence == null ? lines.get(next).startsWith(INDENT) : !lines.get(next).startsWith(fence))) {
			text.append(escape(lines.get(next).substring(indent))).append('\n');
			next++;
		}
		element("pre", text.toString());
	}

	private void table() {
		html.append("<table border=1 cellspacing=0 cellpadding=2>\n");
		row("th");
		next++;
		while (next < lines.size() && lines.get(next).contains("|")) {
			row("td");
		}
		html.append("</table>\n");
	}

	private void row(final String cell) {
		final String line = lines.get(next++).strip().replaceFirst("^\\|", "").replaceFirst("\\|$", "");
		html.append("<tr>");
		Arrays.stream(line.split("\\|", -1)).forEach(text -> html.append('<').append(cell).append('>').append(inline(text.strip())).append("</").append(cell).append('>'));
		html.append("</tr>\n");
	}

	private void list() {
		html.append("<ul>\n");
		while (next < lines.size() && ITEM.matcher(lines.get(next)).matches()) {
			final var item = ITEM.matcher(lines.get(next));
			item.matches();
			next++;
			element("li", inline(item.group(2) + " " + text()));
		}
		html.append("</ul>\n");
	}

	/** The lines of a paragraph. */
	private String text() {
		final StringBuilder text = new StringBuilder();
		while (next < lines.size() && !lines.get(next).isBlank() && !HEADING.matcher(lines.get(next)).matches() && !ITEM.matcher(lines.get(next)).matches() &&
			!lines.get(next).startsWith(FENCE))
		{
			text.append(lines.get(next++).strip()).append(' ');
		}
		return text.toString().strip();
	}

	/** Code in backquotes stays as it is. */
	private static String inline(final String text) {
		final StringBuilder made = new StringBuilder();
		final String[] parts = text.split("`", -1);
		for (int i = 0; i < parts.length; i++) {
			if (i % 2 == 0 || i == parts.length - 1) {
				made.append(i % 2 == 0 ? "" : "`").append(styled(escape(parts[i])));
			}
			else {
				made.append("<code>").append(escape(parts[i])).append("</code>");
			}
		}
		return made.toString();
	}

	private static String styled(final String escaped) {
		return escaped.replaceAll("!\\[([^\\]]*)\\]\\([^)]*\\)", "$1").replaceAll("\\[([^\\]]+)\\]\\((https?://[^)\\s\"]+)\\)", "<a href=\"$2\">$1</a>")
			.replaceAll("\\[([^\\]]+)\\]\\([^)]*\\)", "$1").replaceAll("\\*\\*([^*]+)\\*\\*", "<b>$1</b>").replaceAll("\\*([^*\\s][^*]*)\\*", "<i>$1</i>");
	}

	private static String escape(final String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}
}
