package dev.reverie.tensor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reverie.input.InputException;
import dev.reverie.input.Quoted;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The JSON header of a safetensors file. */
final class SafetensorsHeader {
  static final String METADATA = "__metadata__";

  private static final String TYPE = "dtype";
  private static final String SHAPE = "shape";
  private static final String OFFSETS = "data_offsets";
  private static final int ALIGNMENT = 8;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** One tensor: its place, from {@code begin} to {@code end}, counts from the header's end. */
  record Entry(String name, TensorType type, long[] shape, long begin, long end) {}

  private final String source;
  private final SortedMap<String, String> metadata = new TreeMap<>();
  private final List<Entry> entries = new ArrayList<>();

  private SafetensorsHeader(String source) {
    this.source = source;
  }

  /** Reads a header; entries may lie anywhere, only each for itself is sound. */
  static SafetensorsHeader decode(byte[] json, String source) {
    SafetensorsHeader header = new SafetensorsHeader(source);
    JsonNode root = header.parse(json);
    if (!root.isObject()) {
      throw header.refused("the header is no JSON object");
    }
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      if (field.getKey().equals(METADATA)) {
        header.readMetadata(field.getValue());
      } else {
        header.entries.add(header.entry(field.getKey(), field.getValue()));
      }
    }
    header.entries.sort(Comparator.comparingLong(Entry::begin).thenComparing(Entry::end));
    return header;
  }

  SortedMap<String, String> metadata() {
    return metadata;
  }

  /** By place. */
  List<Entry> entries() {
    return entries;
  }

  InputException refused(String why) {
    return new InputException(source + " is not a sound safetensors file: " + why);
  }

  private JsonNode parse(byte[] json) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
      if (!text.startsWith("{")) {
        throw refused("the header does not begin with '{'");
      }
      return MAPPER.readTree(text);
    } catch (CharacterCodingException e) {
      throw refused("the header is not UTF-8");
    } catch (JsonProcessingException e) {
      throw refused("the header is not JSON: " + Quoted.of(e.getOriginalMessage()));
    }
  }

  private void readMetadata(JsonNode node) {
    if (!node.isObject()) {
      throw refused(METADATA + " is not an object");
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!field.getValue().isTextual()) {
        throw refused(METADATA + " " + Quoted.of(field.getKey()) + " is not a text");
      }
      metadata.put(field.getKey(), field.getValue().textValue());
    }
  }

  private Entry entry(String name, JsonNode node) {
    String tensor = "tensor " + Quoted.of(name);
    if (!node.isObject() || node.size() != 3) {
      throw refused(tensor + " must have dtype, shape and data_offsets and nothing else");
    }
    TensorType type = type(tensor, node.path(TYPE));
    long[] shape = wholeNumbers(tensor + " " + SHAPE, node.path(SHAPE));
    long[] offsets = wholeNumbers(tensor + " " + OFFSETS, node.path(OFFSETS));
    if (offsets.length != 2 || offsets[0] > offsets[1]) {
      throw refused(tensor + " data_offsets " + Arrays.toString(offsets) + " are not [begin, end]");
    }
    long elements = Tensor.elements(shape);
    long length = offsets[1] - offsets[0];
    if (length % type.bytes() != 0 || length / type.bytes() != elements) {
      throw refused(
          tensor
              + " "
              + Arrays.toString(shape)
              + " of "
              + type
              + " does not fill "
              + length
              + " bytes");
    }
    return new Entry(name, type, shape, offsets[0], offsets[1]);
  }

  private TensorType type(String tensor, JsonNode node) {
    for (TensorType type : TensorType.values()) {
      if (type.name().equals(node.textValue())) {
        return type;
      }
    }
    String found = Quoted.of(node.asText(node.toString()));
    throw refused(tensor + " dtype is " + found + ", must be one of " + TensorType.NAMES);
  }

  private long[] wholeNumbers(String what, JsonNode node) {
    long[] numbers = new long[node.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode number = node.path(i);
      numbers[i] = number.isIntegralNumber() && number.canConvertToLong() ? number.longValue() : -1;
      if (numbers[i] < 0) {
        throw refused(what + " holds " + Quoted.of(number.toString()) + ", must be counts");
      }
    }
    if (!node.isArray()) {
      throw refused(what + " is missing or not a list");
    }
    return numbers;
  }

  /**
   * The header of these tensors one after the other, padded so that the data begin at a multiple of
   * 8 bytes.
   */
  static byte[] encode(SortedMap<String, String> metadata, List<Tensor> tensors) {
    ObjectNode root = MAPPER.createObjectNode();
    if (!metadata.isEmpty()) {
      metadata.forEach(root.putObject(METADATA)::put);
    }
    long begin = 0;
    for (Tensor tensor : tensors) {
      long end = begin + (long) tensor.size() * tensor.type().bytes();
      ObjectNode node = root.putObject(tensor.name()).put(TYPE, tensor.type().name());
      ArrayNode shape = node.putArray(SHAPE);
      Arrays.stream(tensor.shape()).forEach(shape::add);
      node.putArray(OFFSETS).add(begin).add(end);
      begin = end;
    }
    byte[] json = root.toString().getBytes(StandardCharsets.UTF_8);
    byte[] padded = Arrays.copyOf(json, (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }
}
