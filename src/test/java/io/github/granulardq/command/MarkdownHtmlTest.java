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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.granulardq.model.ModelCatalog;

class MarkdownHtmlTest {

	@ParameterizedTest
	@CsvSource(delimiter = '~', value = { //
		"# A title~<h1>A title</h1>", //
		"### Small ##~<h3>Small </h3>", //
		"a **b** *c*~<p>a <b>b</b> <i>c</i></p>", //
		"2 * 3 * 4~<p>2 * 3 * 4</p>", //
		"use `a_<b>*c*`~<p>use <code>a_&lt;b&gt;*c*</code></p>", //
		"one ` quote~<p>one ` quote</p>", //
		"[paper](https://arxiv.org/abs/1)~<p><a href=\"https://arxiv.org/abs/1\">paper</a></p>", //
		"[a](../docs/x.md)~<p>a</p>", //
		"- one~<ul>|<li>one </li>|</ul>", //
	})
	void marks(final String markdown, final String html) {
		assertEquals(html.replace('|', '\n'), MarkdownHtml.of(markdown).strip());
	}

	@Test
	void blocks() {
		assertEquals("<p>a b</p>\n<p>c</p>\n", MarkdownHtml.of("a\nb\n\nc"));
		assertEquals("<pre>x &lt; y\n  z\n</pre>\n", MarkdownHtml.of("    x < y\n      z"));
		assertEquals("<pre># no title\n</pre>\n<p>end</p>\n", MarkdownHtml.of("```\n# no title\n```\nend"));
		assertEquals("<ul>\n<li>one more</li>\n<li>two </li>\n</ul>\n", MarkdownHtml.of("- one\n  more\n2. two"));
		assertEquals("<table border=1 cellspacing=0 cellpadding=2>\n<tr><th>a</th><th>b</th></tr>\n<tr><td>1</td><td><b>2</b></td></tr>\n</table>\n",
			MarkdownHtml.of("| a | b |\n|---|:-:|\n| 1 | **2** |"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "<script>x</script>", "<img src=http://a/b.png>", "![x](http://a/b.png)", "[x](javascript:y)", "[x](https://a\"onclick=y)", "`<img src=x>`",
		"| <img src=x> |\n|---|\n| <b onclick=x> |", "    <img src=x>", "```\n<img src=x>" })
	void cardsBringInNoHtml(final String markdown) {
		final String html = MarkdownHtml.of(markdown);
		assertFalse(html.matches("(?s).*<(script|img|b )[^>]*>.*|.*href=\"(?!https?://[^\"]*\">).*"), html);
	}

	@Test
	void everyCardOfTheProgramBecomesAPage() {
		for (final String id : ModelCatalog.ids()) {
			final String html = MarkdownHtml.of(ModelCatalog.details(id).card().orElseThrow());
			assertTrue(html.contains("<h1>") && html.contains("<table") && html.contains("<pre>"), id);
			assertFalse(html.contains("|---"), id);
		}
	}
}
